import { expect, test } from 'vitest'
import type { Transaction } from '@/services/types'
import { kindsFor, leftAfter, likelyPurchases, reasonInWords } from './sorting-words'

const row = (more: Partial<Transaction>) => more as Transaction

test('money out is offered no income, and money in no spending', () => {
  expect(kindsFor({ amount: -100, kind: 'spending' }).map((each) => each.value)).toEqual([
    'spending',
    'transfer',
    'card_repayment',
  ])
  expect(kindsFor({ amount: 100, kind: 'refund' }).map((each) => each.value)).not.toContain('spending')
})

test('a guess is called a guess, and a person’s word is not', () => {
  expect(reasonInWords(row({ category_source: 'words', confidence: 40 }))).toMatch(/Not a sure thing/)
  expect(reasonInWords(row({ category_source: 'person', confidence: 100 }))).toBe('You said so.')
  expect(reasonInWords(row({ category_source: null, confidence: null }))).toBe('Not sorted yet.')
})

test('the parts of a row leave what they leave', () => {
  expect(leftAfter(1000, [400, 600])).toBe(0)
  expect(leftAfter(1000, [400])).toBe(600)
  expect(leftAfter(1000, [400, null])).toBeNull()
})

test('money back is for a purchase of as much at least, the same amount first', () => {
  const bought = (amount: number, date: string) => ({ amount, date, currency: 'GBP' })
  const rows = [
    bought(-5000, '2026-11-02'),
    bought(-2000, '2026-10-01'),
    bought(-1999, '2026-11-03'),
    bought(-9000, '2026-11-04'),
    { ...bought(-2000, '2026-11-05'), currency: 'EUR' },
  ]
  expect(likelyPurchases(rows, 2000, 'GBP').map(({ amount }) => amount)).toEqual([-2000, -9000, -5000])
})
