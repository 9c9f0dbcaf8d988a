import { expect, test } from 'vitest'
import type { Transaction } from '@/services/types'
import { kindsFor, leftAfter, reasonInWords } from './sorting-words'

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
