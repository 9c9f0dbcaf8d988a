import { expect, test } from 'vitest'
import { keyed, knownSource } from './sources'

const line = { source: 'commitment', source_id: 'a', date: '2026-12-01', label: 'Rent' }

test('two lines that say the same have a key each', () => {
  const keys = keyed([line, line, { ...line, date: '2027-01-01' }]).map(({ key }) => key)
  expect(new Set(keys).size).toBe(3)
})

test('a source nobody knows leads nowhere', () => {
  expect(knownSource('transaction')).toBe('transaction')
  expect(knownSource('toString')).toBe('what_if')
})
