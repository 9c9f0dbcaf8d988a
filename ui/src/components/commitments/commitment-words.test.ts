import { describe, expect, test } from 'vitest'
import { commitmentLike } from '@/testing/commitments'
import {
  confidenceInWords,
  editedInWords,
  grouped,
  isEstimate,
  rhythmInWords,
  sentence,
  standingInWords,
  yearlyTotal,
} from './commitment-words'

describe('How sure a guess is', () => {
  test.each([
    [0.99, 'Almost certain: 19 of 20'],
    [0.95, 'Almost certain: 19 of 20'],
    [0.94, 'Very likely: 9 of 10'],
    [0.9, 'Very likely: 9 of 10'],
    [0.89, 'Likely: 8 of 10'],
    [0.7, 'Likely: 7 of 10'],
    [0.64, 'Perhaps: 6 of 10'],
    [0.5, 'Perhaps: 5 of 10'],
  ])('%s is said as a share one can picture', (confidence, words) => {
    expect(confidenceInWords(confidence)).toBe(`${words} guesses like this are right`)
  })
})

describe('Where an occurrence stands', () => {
  test.each([
    ['expected', null, null, 'out', 'expected'],
    ['paid', 'on_time', 0, 'out', 'paid on the day'],
    ['paid', 'early', -3, 'out', 'paid 3 days early'],
    ['paid', 'late', 1, 'out', 'paid 1 day late'],
    ['paid', 'late', 2, 'in', 'came in 2 days late'],
    ['part_paid', 'on_time', 0, 'out', 'part paid on the day'],
    ['missed', null, null, 'out', 'did not come'],
    ['skipped', null, null, 'in', 'skipped'],
  ] as const)('%s %s %s going %s', (status, timing, days_off, direction, words) => {
    expect(standingInWords({ status, timing, days_off }, direction)).toBe(words)
  })
})

describe('The list', () => {
  const all = [
    commitmentLike({ id: 'late', next_due_date: '2026-12-20' }),
    commitmentLike({ id: 'soon', next_due_date: '2026-11-20', yearly_amount: 1200, variable: true }),
    commitmentLike({ id: 'never', next_due_date: null }),
    commitmentLike({ id: 'wage', direction: 'in' }),
    commitmentLike({ id: 'perhaps', status: 'suggested', confidence: 0.6 }),
    commitmentLike({ id: 'surely', status: 'suggested', confidence: 0.98 }),
    commitmentLike({ id: 'paused', status: 'paused' }),
    commitmentLike({ id: 'ended', status: 'ended' }),
    commitmentLike({ id: 'no', status: 'rejected' }),
  ]

  test('has each commitment once, what comes soonest first, the surest guess first', () => {
    const groups = grouped(all)
    expect(groups.bills.map(({ id }) => id)).toEqual(['soon', 'late', 'never'])
    expect(groups.guesses.map(({ id }) => id)).toEqual(['surely', 'perhaps'])
    expect(Object.values(groups).flat()).toHaveLength(all.length)
  })

  test('adds up to what a year costs, and says that some of it is about', () => {
    const { bills, incomes } = grouped(all)
    expect(yearlyTotal(bills)).toBe(15_588 * 2 + 1200)
    expect(isEstimate(bills)).toBe(true)
    expect(isEstimate(incomes)).toBe(false)
  })
})

test('words begin as sentences do', () => {
  expect(rhythmInWords(commitmentLike())).toBe('Monthly on the 22nd')
  expect(sentence('the bank lists a direct debit for it')).toBe('The bank lists a direct debit for it.')
  expect(sentence('')).toBe('')
})

test('what was set by hand is named, and what has no name for people is left out', () => {
  expect(editedInWords(['amount', 'name', 'anchor_on'])).toEqual(['the amount', 'the name'])
})
