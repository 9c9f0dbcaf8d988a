import { describe, expect, test } from 'vitest'
import type { Payday } from '@/services/types'
import { type PaydayRhythm, rhythmOf, ruleFrom } from './payday-rules'
import { standing, withChosen } from './payday-words'

const PAYDAY: Payday = {
  commitment_ids: ['wage'],
  is_default: false,
  rule: null,
  buffer: 0,
  currency: 'GBP',
  next: null,
  candidates: [],
  proposals: [],
}

describe('A payday by its days', () => {
  test.each<[PaydayRhythm, unknown]>([
    ['last_working_day', { kind: 'monthly_last_working_day' }],
    ['day_of_month', { kind: 'monthly_day', day: 27 }],
    ['last_weekday', { kind: 'monthly_weekday', weekday: 'friday', nth: -1 }],
    ['weekly', { kind: 'weekly', every: 1 }],
    ['fortnightly', { kind: 'weekly', every: 2 }],
    ['four_weekly', { kind: 'weekly', every: 4 }],
  ])('%s and back', (rhythm, cadence) => {
    const rule = ruleFrom({ rhythm, nextDate: '2026-11-27', shift: 'previous_working_day' })
    expect(rule.cadence).toEqual(cadence)
    expect(rhythmOf(rule.cadence)).toBe(rhythm)
  })

  test('never shifts what is a working day by its own rule', () => {
    expect(
      ruleFrom({ rhythm: 'last_working_day', nextDate: '2026-11-30', shift: 'next_working_day' }).shift,
    ).toBe('none')
  })
})

describe('What stands', () => {
  test('says who chose it', () => {
    expect(standing(PAYDAY)).toBe('As you chose.')
    expect(standing({ ...PAYDAY, commitment_ids: ['a', 'b'] })).toBe('As you chose: whichever comes next.')
    expect(standing({ ...PAYDAY, is_default: true })).toMatch(/largest regular income/)
    expect(standing({ ...PAYDAY, commitment_ids: [], is_default: true })).toMatch(/30 days/)
    expect(
      standing({
        ...PAYDAY,
        rule: { cadence: { kind: 'monthly_last_working_day' }, next_date: '2026-11-30', shift: 'none' },
      }),
    ).toBe('By its days: on the last working day of the month.')
  })

  test('takes an income in once and out again', () => {
    expect(withChosen(['a'], 'a', true)).toEqual(['a'])
    expect(withChosen(['a'], 'b', true)).toEqual(['a', 'b'])
    expect(withChosen(['a', 'b'], 'a', false)).toEqual(['b'])
  })
})
