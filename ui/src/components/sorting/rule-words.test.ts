import { expect, test } from 'vitest'
import type { Rule } from '@/services/types'
import { ruleConditions, ruleOutcome } from './rule-words'

const RULE: Rule = {
  id: 'r',
  origin: 'made',
  merchant_id: null,
  merchant: null,
  text: null,
  account_id: null,
  amount_min: null,
  amount_max: null,
  direction: null,
  applies_from: null,
  category: null,
  kind: null,
  to_merchant_id: null,
  to_merchant: null,
}

test.each([
  [{ merchant: 'Tesco', amount_min: 50_00 }, 'Tesco, £50.00 or more'],
  [{ text: 'gym', direction: 'out' }, 'statements saying “gym”, money out'],
  [{ account_id: 'a', amount_min: 5_00, amount_max: 5_00 }, 'on Joint, exactly £5.00'],
  [{ text: 'x', amount_max: 9_00 }, 'statements saying “x”, £9.00 or less'],
] as const)('a rule says what it is about: %o', (more, words) => {
  expect(ruleConditions({ ...RULE, ...more }, new Map([['a', 'Joint']]), 'GBP')).toBe(words)
})

test('a rule says what it makes of it', () => {
  const names = new Map([['groceries', 'Groceries']])
  expect(ruleOutcome({ ...RULE, category: 'groceries', to_merchant: 'Corner shop' }, names)).toBe(
    'Groceries and under the name Corner shop',
  )
})
