import { describe, expect, test } from 'vitest'
import type { Sync, SyncAccount } from '@/services/types'
import { accountOutcome, callsInWords, outcome } from './sync-words'

const sync = { status: 'succeeded', accounts: 3, added: 1204, updated: 0, removed: 0 } as Sync

describe('outcome', () => {
  test.each<[Partial<Sync>, string]>([
    [{}, '3 accounts read, 1,204 new rows.'],
    [{ accounts: 1, added: 0 }, '1 account read, nothing new.'],
    [{ added: 1, updated: 2, removed: 1 }, '3 accounts read, 1 new row, 2 changed, 1 gone.'],
    [{ status: 'partial' }, '3 accounts read, 1,204 new rows. Something is still missing.'],
  ])('of %j is %s', (given, words) => {
    expect(outcome({ ...sync, ...given })).toBe(words)
  })

  test('never calls a bank that shared nothing, or failed, a success', () => {
    expect(outcome({ ...sync, accounts: 0 })).toMatch(/no account was shared/)
    expect(outcome({ ...sync, status: 'failed' })).toMatch(/unchanged/)
  })
})

test('an account says what is missing of it', () => {
  const account = { status: 'partial', added: 0, updated: 0, removed: 0 } as SyncAccount
  expect(accountOutcome(account)).toBe('nothing new, something missing')
})

test('calls are counted', () => {
  expect(callsInWords(0)).toBe('No call to the bank yet')
  expect(callsInWords(1)).toBe('1 call to the bank')
  expect(callsInWords(12)).toBe('12 calls to the bank')
})
