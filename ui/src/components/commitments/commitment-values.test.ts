import { describe, expect, test } from 'vitest'
import { commitmentLike } from '@/testing/commitments'
import {
  type CommitmentValues,
  changesBack,
  changesOf,
  commitmentBody,
  commitmentSchema,
  startingValues,
} from './commitment-values'

const context = { direction: 'out' as const, currency: 'GBP', today: '2026-11-19' }
const entered: CommitmentValues = {
  ...startingValues(null, context),
  name: ' Council tax ',
  amount: '164',
  nextDate: '2026-11-20',
  day: '20',
  skipMonths: ['2', '3'],
}

describe('commitmentBody', () => {
  test('sends pence, a cadence and the shift of a direct debit', () => {
    expect(commitmentBody(entered, context)).toEqual({
      name: 'Council tax',
      direction: 'out',
      amount: 16_400,
      variable: false,
      cadence: { kind: 'monthly_day', day: 20, every: 1, skip_months: [2, 3] },
      next_date: '2026-11-20',
      shift: 'next_working_day',
      account_id: null,
      ends_on: null,
    })
  })

  test('takes the weekday of a monthly weekday from its date', () => {
    const wage = { ...entered, rhythm: 'monthly_weekday' as const, nextDate: '2026-11-27', nth: '-1' }

    expect(commitmentBody(wage, { ...context, direction: 'in' }).cadence).toEqual({
      kind: 'monthly_weekday',
      weekday: 'friday',
      nth: -1,
    })
  })
})

describe('commitmentSchema', () => {
  test.each([
    [{ amount: '0' }, 'amount'],
    [{ amount: 'a tenner' }, 'amount'],
    [{ name: '  ' }, 'name'],
    [{ nextDate: '' }, 'nextDate'],
    [{ day: '32' }, 'day'],
    [{ rhythm: 'weekly' as const, weeks: '0' }, 'weeks'],
  ])('refuses %j', (change, field) => {
    const checked = commitmentSchema('GBP').safeParse({ ...entered, ...change })

    expect(checked.error?.issues.map((issue) => issue.path[0])).toContain(field)
  })

  test('ignores the day of the month of a weekly bill', () => {
    expect(commitmentSchema('GBP').safeParse({ ...entered, rhythm: 'weekly', day: '' }).success).toBe(true)
  })
})

describe('Changing what is known', () => {
  const before = commitmentLike({ shift: 'next_working_day' })
  const values = startingValues(before, { direction: 'out', currency: 'GBP', today: '2026-11-19' })

  test('sends only what was changed, since that follows the bank no longer', () => {
    const same = commitmentBody(values, before)
    expect(changesOf(before, same)).toEqual({})
    const changed = commitmentBody({ ...values, amount: '13.50', name: 'My choir' }, before)
    expect(changesOf(before, changed)).toEqual({ amount: 1350, name: 'My choir' })
  })

  test('knows the way back from it', () => {
    expect(changesBack(before, { amount: 1350, ends_on: '2027-01-01' })).toEqual({
      amount: 1299,
      ends_on: null,
    })
  })
})
