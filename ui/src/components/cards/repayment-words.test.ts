import { describe, expect, test } from 'vitest'
import type { RepaymentDue } from '@/services/types'
import { costOf, planInWords, WAYS } from './repayment-words'

const due = (date: string, carried: number, interest: number): RepaymentDue => ({
  date,
  amount: 10_000,
  statement_date: date,
  is_estimate: true,
  carried,
  interest,
})

describe('costOf', () => {
  test('is nothing to speak of where every statement is paid in full', () => {
    expect(costOf([due('2026-12-25', 0, 0), due('2027-01-25', 0, 0)])).toBeNull()
    expect(costOf([])).toBeNull()
  })

  test('says when it is clear and what that takes in interest', () => {
    const found = costOf([
      due('2026-12-25', 5_000, 0),
      due('2027-01-25', 1_000, 90),
      due('2027-02-25', 0, 20),
    ])
    expect(found).toEqual({ interest: 110, clearOn: '2027-02-25', leftMinor: 0, lastOn: '2027-02-25' })
  })

  test('says what is still unpaid where it isn’t clear in that time', () => {
    const found = costOf([due('2026-12-25', 5_000, 0), due('2027-01-25', 4_000, 90)])
    expect(found).toMatchObject({ interest: 90, clearOn: null, leftMinor: 4_000 })
  })
})

test('every way to pay has its words', () => {
  expect(WAYS.map(({ value }) => planInWords({ plan: value, instalments: 6 }))).toEqual([
    'in full, each statement',
    'a fixed amount each month',
    'at the minimum each month',
    'down in 6 equal parts',
  ])
})
