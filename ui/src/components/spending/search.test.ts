import { describe, expect, test } from 'vitest'
import { groupingOf, narrowedBy, rowsBehind, spendingSearch } from './search'

const MERCHANT = '0198c0de-0000-7000-8000-000000000001'

test('an address keeps what it says rightly and loses the rest', () => {
  expect(
    spendingSearch.parse({ month: '2026-10', by: 'merchant', category: 'Eating Out', merchant: 'tesco' }),
  ).toEqual({ month: '2026-10', by: 'merchant' })
})

describe('going further in', () => {
  test('shows the merchants of a category, and the categories of a merchant', () => {
    expect(narrowedBy({ month: '2026-10' }, 'category', 'groceries')).toEqual({
      month: '2026-10',
      category: 'groceries',
      by: 'merchant',
    })
    expect(narrowedBy({ by: 'merchant' }, 'merchant', MERCHANT)).toEqual({
      merchant: MERCHANT,
      by: undefined,
    })
    expect(narrowedBy({ category: 'groceries', by: 'merchant' }, 'merchant', MERCHANT).by).toBe('account')
  })

  test('never groups by what is already chosen', () => {
    expect(groupingOf({ category: 'groceries' })).toBe('merchant')
    expect(groupingOf({ by: 'merchant', merchant: MERCHANT })).toBe('category')
  })
})

test('the rows behind a figure count on the same days it does', () => {
  expect(rowsBehind({ category: 'groceries' }, { from: '2026-10-01', to: '2026-10-31' })).toMatchObject({
    category: 'groceries',
    from: '2026-10-01',
    to: '2026-10-31',
    spending: true,
  })
})
