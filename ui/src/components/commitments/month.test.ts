import { describe, expect, test } from 'vitest'
import { commitmentLike, occurrenceLike } from '@/testing/commitments'
import {
  addMonths,
  byDay,
  dayFor,
  entriesOf,
  isMonth,
  monthInWords,
  monthOf,
  monthTotals,
  weeksOf,
} from './month'

describe('A month', () => {
  test('is whole weeks from Monday', () => {
    const weeks = weeksOf('2026-11')
    expect(weeks[0]).toEqual([
      '2026-10-26',
      '2026-10-27',
      '2026-10-28',
      '2026-10-29',
      '2026-10-30',
      '2026-10-31',
      '2026-11-01',
    ])
    expect(weeks.at(-1)?.[0]).toBe('2026-11-30')
    expect(weeksOf('2027-02')).toHaveLength(4)
  })

  test('is followed by the next, over the year’s end too', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01')
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(addMonths('2026-11', -24)).toBe('2024-11')
  })

  test('is said in words and known from an address', () => {
    expect(monthInWords('2026-11')).toBe('November 2026')
    expect(isMonth('2026-11')).toBe(true)
    expect(isMonth('2026-13')).toBe(false)
  })
})

describe('The keys in a calendar', () => {
  test.each([
    ['ArrowRight', '2026-11-30', '2026-12-01'],
    ['ArrowUp', '2026-11-05', '2026-10-29'],
    ['Home', '2026-11-19', '2026-11-16'],
    ['End', '2026-11-19', '2026-11-22'],
    ['PageDown', '2026-11-19', '2026-12-19'],
    ['PageUp', '2026-03-31', '2026-02-28'],
    ['PageDown', '2026-05-31', '2026-06-30'],
    ['Tab', '2026-11-19', null],
  ])('%s on %s leads to %s', (key, from, to) => {
    expect(dayFor(key, from)).toBe(to)
  })
})

describe('What stands in it', () => {
  const payment = (date: string, id: string) => ({
    transaction_id: id,
    date,
    amount: 1199,
    description: 'CHOIR',
    status: 'booked' as const,
    change: null,
  })
  const choir = commitmentLike({
    history: [payment('2026-08-24', 'august'), payment('2026-10-23', 'october')],
  })
  const occurrences = [
    occurrenceLike({
      date: '2026-10-22',
      due_date: '2026-10-22',
      status: 'paid',
      transaction_id: 'october',
      paid_date: '2026-10-23',
      paid_amount: -1199,
    }),
    occurrenceLike(),
    occurrenceLike({ commitment_id: 'of another', due_date: '2026-10-01' }),
  ]

  test('is each payment once, on the day it was paid, and each other on the day it is due', () => {
    const entries = entriesOf([choir], occurrences)
    expect(entries.map(({ day, state, amount }) => [day, state, amount])).toEqual([
      ['2026-08-24', 'paid', -1199],
      ['2026-10-23', 'paid', -1199],
      ['2026-11-23', 'expected', -1299],
    ])
    expect([...byDay(entries).keys()]).toEqual(['2026-08-24', '2026-10-23', '2026-11-23'])
    expect(monthOf(entries[0]?.day ?? '')).toBe('2026-08')
  })

  test('comes to what is counted: nothing skipped, missed or only guessed', () => {
    const wage = commitmentLike({ id: 'wage', direction: 'in' })
    const guess = commitmentLike({ id: 'guess', status: 'suggested' })
    const entries = entriesOf(
      [choir, wage, guess],
      [
        occurrenceLike(),
        occurrenceLike({ date: '2026-12-22', status: 'skipped' }),
        occurrenceLike({ date: '2026-12-23', status: 'missed' }),
        occurrenceLike({ commitment_id: 'wage', amount: 230_000 }),
        occurrenceLike({ commitment_id: 'guess' }),
      ],
    )
    expect(monthTotals(entries.filter(({ day }) => day === '2026-11-23'))).toEqual({
      in: 230_000,
      out: -1299,
    })
  })
})
