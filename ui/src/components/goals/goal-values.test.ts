import { describe, expect, test } from 'vitest'
import { addable, goalBody, goalSchema, goalStart, percentSaved, standingOf } from './goal-values'

const ENTERED = {
  ...goalStart(null),
  name: 'Boiler',
  target: '1,200',
  date: '2027-06-01',
  saved: '250.50',
}

describe('goalBody', () => {
  test('puts nothing aside monthly unless that is ticked', () => {
    expect(goalBody({ ...ENTERED, monthly: '100', firstDate: '2026-12-01' }, 'GBP')).toMatchObject({
      target: 120_000,
      saved: 25_050,
      monthly: null,
      first_date: null,
    })
    expect(
      goalBody({ ...ENTERED, isMonthly: true, monthly: '100', firstDate: '2026-12-01' }, 'GBP'),
    ).toMatchObject({ monthly: 10_000, first_date: '2026-12-01' })
  })

  test('leaves what is saved to the account it is kept in', () => {
    expect(goalBody({ ...ENTERED, accountId: 'a' }, 'GBP')).toMatchObject({ saved: 0, account_id: 'a' })
  })
})

describe('goalSchema', () => {
  const wrong = (changed: Partial<typeof ENTERED>) =>
    goalSchema('GBP')
      .safeParse({ ...ENTERED, ...changed })
      .error?.issues.map(({ path }) => path[0])

  test('asks for the monthly amount and its first day only where there is one', () => {
    expect(wrong({})).toBeUndefined()
    expect(wrong({ isMonthly: true })).toEqual(['monthly', 'firstDate'])
    expect(wrong({ target: '0', date: '' })).toEqual(['target', 'date'])
  })
})

test('a goal is whole only when it is', () => {
  expect(percentSaved({ saved: 119_999, target: 120_000 })).toBe(99)
  expect(percentSaved({ saved: 130_000, target: 120_000 })).toBe(100)
})

test('no more is offered than is safe, or than is missing', () => {
  expect(addable({ safe_to_add: 50_000, missing: 20_000 })).toBe(20_000)
  expect(addable({ safe_to_add: -100, missing: 20_000 })).toBe(0)
})

test('standing', () => {
  expect(standingOf({ missing: 0, monthly: null, on_track: true })).toBe('reached')
  expect(standingOf({ missing: 10, monthly: null, on_track: false })).toBe('measured')
  expect(standingOf({ missing: 10, monthly: 5, on_track: true })).toBe('on_track')
  expect(standingOf({ missing: 10, monthly: 5, on_track: false })).toBe('behind')
})
