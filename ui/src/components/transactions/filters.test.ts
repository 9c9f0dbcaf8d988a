import { describe, expect, test } from 'vitest'
import { asQuery, changed, filterSearch, isFiltered } from './filters'

const ACCOUNT = '0198c0de-0000-7000-8000-000000000001'

describe('filterSearch', () => {
  test('keeps what an address says rightly and leaves out the rest', () => {
    expect(filterSearch.parse({ account: 'nonsense', q: 'tesco', from: '3/4/26', status: 'lost' })).toEqual({
      q: 'tesco',
    })
    expect(filterSearch.parse({ account: ACCOUNT, to: '2026-11-19', status: 'pending' })).toEqual({
      account: ACCOUNT,
      to: '2026-11-19',
      status: 'pending',
    })
  })
})

describe('changed', () => {
  test('adds, replaces and takes away', () => {
    const filters = { q: 'tesco', account: ACCOUNT }
    expect(changed(filters, { status: 'booked' })).toEqual({ ...filters, status: 'booked' })
    expect(changed(filters, { q: '' })).toEqual({ account: ACCOUNT })
  })

  test('puts days the wrong way round right', () => {
    expect(changed({ from: '2026-11-19' }, { to: '2026-11-01' })).toEqual({
      from: '2026-11-01',
      to: '2026-11-19',
    })
  })
})

test('what spending is made of is asked for by the day it counts on', () => {
  const days = { from: '2026-11-01', to: '2026-11-30' }
  expect(asQuery({ ...days, category: 'groceries', spending: true })).toMatchObject({
    counted_from: '2026-11-01',
    counted_to: '2026-11-30',
    is_spending: true,
    category: 'groceries',
  })
  expect(asQuery(days)).not.toHaveProperty('counted_from')
})

test('the API gets its own names, and nothing counts as no filter', () => {
  expect(asQuery({ account: ACCOUNT, q: 'x' })).toMatchObject({ account_id: ACCOUNT, q: 'x' })
  expect(isFiltered({})).toBe(false)
  expect(isFiltered({ status: 'pending' })).toBe(true)
})
