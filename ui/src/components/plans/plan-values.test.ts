import { describe, expect, test } from 'vitest'
import {
  interestOf,
  intervalInWords,
  planBody,
  planQuestion,
  planSchema,
  planStart,
  progressOf,
} from './plan-values'

const TODAY = '2026-11-19'
const ENTERED = {
  name: ' Sofa ',
  total: '1,000',
  instalments: '3',
  firstDate: '2026-12-01',
  everyMonths: '1',
  apr: '',
  accountId: '',
}
const SCHEDULE = [
  { date: '2026-10-19', amount: 3334 },
  { date: '2026-11-19', amount: 3333 },
  { date: '2026-12-19', amount: 3333 },
]

describe('planBody', () => {
  test('is in pence, with no rate and no account where none is said', () => {
    expect(planBody(ENTERED, 'GBP')).toEqual({
      name: 'Sofa',
      total: 100_000,
      instalments: 3,
      first_date: '2026-12-01',
      interval_months: 1,
      apr: null,
      account_id: null,
    })
    expect(planBody({ ...ENTERED, apr: '24.9%' }, 'GBP').apr).toBe(24.9)
  })
})

describe('planSchema', () => {
  const wrong = (changed: Partial<typeof ENTERED>) =>
    planSchema('GBP')
      .safeParse({ ...ENTERED, ...changed })
      .error?.issues.map(({ path }) => path[0])

  test('says which field is wrong', () => {
    expect(wrong({})).toBeUndefined()
    expect(wrong({ instalments: '0' })).toEqual(['instalments'])
    expect(wrong({ instalments: '121' })).toEqual(['instalments'])
    expect(wrong({ total: '0', firstDate: '', apr: 'x' })).toEqual(['total', 'firstDate', 'apr'])
  })
})

describe('planQuestion', () => {
  test('is asked of money going out, once all but the name is there', () => {
    expect(planQuestion({ ...ENTERED, name: '' }, 'GBP', TODAY)).toMatchObject({
      amount: -100_000,
      date: '2026-12-01',
      instalments: 3,
    })
    expect(planQuestion({ ...ENTERED, total: '' }, 'GBP', TODAY)).toBeNull()
  })

  test('is not asked of the past', () => {
    expect(planQuestion({ ...ENTERED, firstDate: '2026-11-18' }, 'GBP', TODAY)).toBeNull()
  })
})

describe('planStart', () => {
  test('takes the name and the size of a purchase', () => {
    const purchase = { merchant: null, description: 'HARBOUR SOFAS', amount: -30_000 }
    expect(planStart(null, purchase, 'GBP')).toMatchObject({ name: 'HARBOUR SOFAS', total: '300.00' })
  })
})

describe('progressOf', () => {
  test('counts what is due today as still to come', () => {
    const { paid, ahead, leftMinor } = progressOf({ schedule: SCHEDULE }, TODAY)
    expect([paid.length, ahead.length, leftMinor]).toEqual([1, 2, 6666])
  })
})

test('interest is what the schedule takes beyond the purchase', () => {
  expect(interestOf({ schedule: SCHEDULE, total: 10_000 })).toBe(0)
  expect(interestOf({ schedule: SCHEDULE, total: 9_500 })).toBe(500)
})

test('how often is said in words', () => {
  expect([1, 3].map(intervalInWords)).toEqual(['monthly', 'every 3 months'])
})
