import { describe, expect, test } from 'vitest'
import type { Account, Connection } from '@/services/types'
import {
  consentInWords,
  lacksInWords,
  readingInWords,
  sharedInWords,
  troubleInWords,
} from './connection-words'

const TODAY = '2026-11-19'
const connection: Connection = {
  id: 'c',
  provider_id: 'ob-demo',
  display_name: 'Harbour Bank',
  logo_url: null,
  status: 'active',
  consent_expires_at: '2027-02-17T09:00:00Z',
  consent_days_left: 90,
  last_synced_at: '2026-11-19T14:05:00Z',
  next_sync_at: '2026-11-19T20:05:00Z',
  last_error: null,
}

function account(name: string, given: Partial<Account> = {}): Account {
  return { id: name, name, owed: null, overdraft: 0, unsupported: [], ...given } as Account
}

describe('consentInWords', () => {
  test.each<[Partial<Connection>, string]>([
    [{}, 'Shares until Wed 17 Feb 2027, 90 days left'],
    [
      { status: 'expiring', consent_expires_at: '2026-11-20T09:00:00Z', consent_days_left: 0 },
      'Shares until Fri 20 Nov, less than a day left',
    ],
    [{ status: 'expired', consent_expires_at: '2026-11-18T09:00:00Z' }, 'Stopped sharing yesterday'],
    [{ status: 'expired' }, 'Stopped sharing'],
    [{ consent_expires_at: null, consent_days_left: null }, 'Shares until you or the bank end it'],
  ])('%j is said as %s', (given, words) => {
    expect(consentInWords({ ...connection, ...given }, TODAY)).toBe(words)
  })
})

describe('readingInWords', () => {
  test('promises no next time once sharing has ended', () => {
    expect(readingInWords(connection)).toBe('Last read 19 Nov, 14:05, next about 20:05')
    expect(readingInWords({ ...connection, next_sync_at: '2026-11-20T02:05:00Z' })).toMatch(
      /next about 20 Nov, 02:05$/,
    )
    expect(readingInWords({ ...connection, status: 'expired' })).toBe('Last read 19 Nov, 14:05')
    expect(readingInWords({ ...connection, last_synced_at: null, next_sync_at: null })).toBe('Not read yet')
  })
})

describe('troubleInWords', () => {
  test('is silent while all is well', () => {
    expect(troubleInWords(connection, [account('Current')])).toBeNull()
  })

  test.each<[Partial<Connection>, RegExp, RegExp]>([
    [{ status: 'expired' }, /permission has ended/, /Sign in at the bank/],
    [{ status: 'revoked' }, /told to stop/, /Connect it again/],
    [{ status: 'error' }, /couldn’t be read/, /try again by ourselves/],
    [{ status: 'expiring', consent_days_left: 2 }, /in 2 days/, /may go on/],
    [{ last_error: 'Pending payments: timed out.' }, /Not all of/, /try again/],
  ])('%j says what and what to do', (given, what, todo) => {
    const trouble = troubleInWords({ ...connection, ...given }, [account('Current')])
    expect(trouble?.what).toMatch(what)
    expect(trouble?.todo).toMatch(todo)
  })

  test('a bank read without an account shares nothing', () => {
    expect(troubleInWords(connection, [])?.what).toMatch(/shares no account/)
    expect(troubleInWords({ ...connection, last_synced_at: null }, [])).toBeNull()
  })
})

describe('lacksInWords', () => {
  test('says it once where no account of the bank has it', () => {
    const lacking = { unsupported: ['direct debits', 'standing orders'] }
    expect(lacksInWords([account('Current', lacking), account('Joint', lacking)])).toEqual([
      'No direct debits or standing orders from this bank',
    ])
  })

  test('does not count a card, which has no standing orders anyway', () => {
    const current = account('Current', { unsupported: ['standing orders'] })
    const card = account('Card', { owed: 100, overdraft: 0 })
    expect(lacksInWords([current, card])).toEqual(['No standing orders from this bank'])
  })

  test('names the accounts where others have it', () => {
    const saver = account('Saver', { unsupported: ['pending transactions'] })
    expect(lacksInWords([account('Current'), saver])).toEqual(['No pending transactions for Saver'])
  })
})

describe('sharedInWords', () => {
  test('names the other bank, and says that the account counts once', () => {
    const joint = account('Joint account', { shared_by: ['c', 'd'] })
    const own = account('Current', { shared_by: ['c'] })
    const names = new Map([
      ['c', 'Harbour Bank'],
      ['d', 'Harbour Bank'],
    ])
    expect(sharedInWords(connection, [joint, own], names)).toEqual([
      'Joint account also comes through another connection to Harbour Bank; it counts once',
    ])
  })
})
