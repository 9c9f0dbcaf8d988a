import { countDays, dayInWords, dayOf, momentInWords, shortDay } from '@/lib/dates'
import { listInWords } from '@/lib/words'
import type { Account, Connection } from '@/services/types'

/** Until when the bank shares: the day, and how many are left. */
export function consentInWords(connection: Connection, today: string): string {
  const { status, consent_expires_at, consent_days_left } = connection
  const end = consent_expires_at === null ? null : dayOf(consent_expires_at)
  if (status === 'revoked') return 'No longer shares: you disconnected it here or at the bank'
  if (status === 'expired') {
    return end && end <= today ? `Stopped sharing ${dayInWords(end, today)}` : 'Stopped sharing'
  }
  if (end === null || consent_days_left === null) return 'Shares until you or the bank end it'
  const left = consent_days_left === 0 ? 'less than a day' : countDays(consent_days_left)
  return `Shares until ${shortDay(end, today)}, ${left} left`
}

/** When it was last read, and when next. */
export function readingInWords({ status, last_synced_at, next_sync_at }: Connection): string {
  const last = last_synced_at ? `Last read ${momentInWords(last_synced_at)}` : 'Not read yet'
  const isOver = status === 'expired' || status === 'revoked'
  if (!next_sync_at || isOver) return last
  const sameDay = last_synced_at !== null && dayOf(last_synced_at) === dayOf(next_sync_at)
  const next = momentInWords(next_sync_at)
  return `${last}, next about ${sameDay ? next.slice(next.indexOf(', ') + 2) : next}`
}

export interface Trouble {
  what: string
  todo: string
  /** What happened as the bank said it, where that tells more. */
  said: string | null
}

/** What is wrong with a connection and what to do about it; nothing where nothing is. */
export function troubleInWords(connection: Connection, accounts: readonly Account[]): Trouble | null {
  const { status, display_name, last_error, consent_days_left, last_synced_at } = connection
  switch (status) {
    case 'expired':
      return {
        what: `${display_name} no longer sends anything: its permission has ended.`,
        todo: 'Its figures stay as they last were. Sign in at the bank to go on from there; nothing is lost.',
        said: null,
      }
    case 'revoked':
      return {
        what: `${display_name} was told to stop sharing.`,
        todo: 'What it sent is kept as history. Connect it again to go on with the same accounts.',
        said: null,
      }
    case 'error':
      return {
        what: `${display_name} couldn’t be read last time.`,
        todo: 'We try again by ourselves. If it goes on for a day, sign in at the bank again.',
        said: last_error,
      }
    case 'expiring':
      return {
        what: `${display_name} stops sharing ${soon(consent_days_left)}.`,
        todo: 'Say that it may go on. It takes a few seconds, and the accounts stay the same.',
        said: last_error,
      }
    case 'active':
      if (last_error) {
        return {
          what: `Not all of ${display_name} could be read.`,
          todo: 'We try again by ourselves.',
          said: last_error,
        }
      }
      if (accounts.length === 0 && last_synced_at) {
        return {
          what: `${display_name} is connected but shares no account.`,
          todo: 'Sign in at the bank again and tick the accounts to share.',
          said: null,
        }
      }
      return null
    default:
      return status satisfies never
  }
}

/** What a bank cannot give, for all of its accounts or for some. */
export function lacksInWords(accounts: readonly Account[]): string[] {
  const lacking = new Map<string, Account[]>()
  for (const account of accounts) {
    for (const what of account.unsupported) lacking.set(what, [...(lacking.get(what) ?? []), account])
  }
  const cash = accounts.filter(({ owed }) => owed === null)
  const everywhere: string[] = []
  const some: string[] = []
  for (const [what, where] of lacking) {
    const all = MANDATES.has(what) ? cash.length : accounts.length
    if (where.length >= all) everywhere.push(what)
    else some.push(`No ${what} for ${listInWords(where.map(({ name }) => name))}`)
  }
  return everywhere.length > 0 ? [`No ${orList(everywhere)} from this bank`, ...some] : some
}

/** Which of its accounts come from another bank's connection too: each is one account here. */
export function sharedInWords(
  connection: Connection,
  accounts: readonly Account[],
  bankNames: ReadonlyMap<string, string>,
): string[] {
  return accounts.flatMap(({ name, shared_by }) => {
    const others = shared_by.filter((id) => id !== connection.id).map((id) => bankNames.get(id) ?? '')
    if (others.length === 0) return []
    return [`${name} also comes through ${listInWords(others.map(another(connection)))}; it counts once`]
  })
}

function another({ display_name }: Connection) {
  return (name: string) => (name === display_name ? `another connection to ${name}` : name)
}

// A card never has any, and so cannot lack them.
const MANDATES = new Set(['direct debits', 'standing orders'])

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function soon(daysLeft: number | null): string {
  if (daysLeft === null) return 'soon'
  if (daysLeft === 0) return 'today'
  return daysLeft === 1 ? 'tomorrow' : `in ${countDays(daysLeft)}`
}
