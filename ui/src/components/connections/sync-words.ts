import type { Sync, SyncAccount } from '@/services/types'

/** What a finished run brought, in a sentence or two. */
export function outcome({ status, accounts, added, updated, removed }: Sync): string {
  if (status === 'failed') return 'The bank couldn’t be read. What was here before is unchanged.'
  if (accounts === 0 && status === 'succeeded') {
    return 'Connected, but no account was shared. Sign in at the bank again and tick at least one.'
  }
  const read = `${count(accounts, 'account')} read, ${changes({ added, updated, removed })}.`
  return status === 'partial' ? `${read} Something is still missing.` : read
}

export function accountOutcome(account: SyncAccount): string {
  return account.status === 'partial' ? `${changes(account)}, something missing` : changes(account)
}

export function callsInWords(calls: number): string {
  return calls === 0 ? 'No call to the bank yet' : `${count(calls, 'call')} to the bank`
}

interface Changes {
  added: number
  updated: number
  removed: number
}

function changes({ added, updated, removed }: Changes): string {
  const said = [
    added > 0 ? count(added, 'new row') : null,
    updated > 0 ? `${updated.toLocaleString('en-GB')} changed` : null,
    removed > 0 ? `${removed.toLocaleString('en-GB')} gone` : null,
  ].filter((each) => each !== null)
  return said.length > 0 ? said.join(', ') : 'nothing new'
}

function count(size: number, one: string): string {
  return `${size.toLocaleString('en-GB')} ${one}${size === 1 ? '' : 's'}`
}
