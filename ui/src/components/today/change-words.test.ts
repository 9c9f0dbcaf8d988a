import { expect, test } from 'vitest'
import { sinceInWords } from './change-words'

const since = (date: string) =>
  sinceInWords({ before: { at: `${date}T09:00:00Z`, date, safe_to_spend: 0 } }, '2026-11-19')

test('since when is said as a person says it', () => {
  expect(since('2026-11-18')).toBe('since yesterday')
  expect(since('2026-11-19')).toBe('today')
  expect(since('2026-11-13')).toBe('since Fri 13 Nov')
})
