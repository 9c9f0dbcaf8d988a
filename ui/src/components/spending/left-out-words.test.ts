import { expect, test } from 'vitest'
import { leftOutInWords, whyLeftOut } from './left-out-words'

const none = { label: '', out: 0, into: 0, count: 1 }

test('what was left out is said in one breath, each reason once, both sides of a move once', () => {
  expect(
    leftOutInWords({
      currency: 'GBP',
      start: '2026-11-01',
      end: '2026-11-30',
      groups: [
        { ...none, kind: 'transfer', category: 'transfer', out: 500_00, into: 500_00 },
        { ...none, kind: 'transfer', category: 'savings', out: 80_00, into: 0 },
        { ...none, kind: 'card_repayment', category: 'transfer', out: 61_50, into: 61_50 },
        { ...none, kind: 'card_repayment', category: 'debt', out: 10_00, into: 0 },
      ],
    }),
  ).toBe('£500.00 between your accounts, £80.00 put aside and £71.50 repaid on cards')
})

test('a repayment is one whatever its category', () => {
  expect(whyLeftOut({ kind: 'card_repayment', category: 'savings', label: 'Savings' }).name).toBe(
    'Card repayments',
  )
})
