import { expect, test } from 'vitest'
import { type Check, cameOf, leanInWords, shareInWords } from './accuracy-words'

const check = (given: Partial<Check>): Check => ({
  made_on: '2026-10-05',
  days: 30,
  date: '2026-11-04',
  replayed: true,
  expected: 100,
  p10: 50,
  p90: 150,
  actual: 120,
  held: true,
  ...given,
})

test('only forecasts whose day has come are judged, in the order of their days', () => {
  const found = cameOf(
    [check({ date: '2026-11-11' }), check({ actual: null, held: null }), check({ days: 7 }), check({})],
    30,
  )
  expect(found.map(({ date }) => date)).toEqual(['2026-11-04', '2026-11-11'])
})

test('a lean is said only where there is one', () => {
  expect(leanInWords({ bias: 10, mean_error: 100 })).toBe('neither too high nor too low')
  expect(leanInWords({ bias: 60, mean_error: 100 })).toBe('more often too high')
  expect(leanInWords({ bias: -60, mean_error: 100 })).toBe('more often too low')
})

test('a share is said in per cent', () => {
  expect(shareInWords(0.784)).toBe('78%')
})
