import { describe, expect, test } from 'vitest'
import { type Cadence, cadenceInWords, shiftInWords } from './cadence'

const FRIDAY = '2026-11-06'

describe('cadenceInWords', () => {
  test.each<[Cadence, string]>([
    [{ kind: 'once' }, 'once'],
    [{ kind: 'weekly' }, 'every Friday'],
    [{ kind: 'weekly', every: 4 }, 'every 4 weeks on Friday'],
    [{ kind: 'monthly_day', day: 1 }, 'monthly on the 1st'],
    [{ kind: 'monthly_day', day: 31 }, 'monthly on the last day'],
    [{ kind: 'monthly_day', day: 14, every: 3 }, 'every 3 months on the 14th'],
    [{ kind: 'monthly_day', day: 14, every: 12 }, 'every year on the 14th'],
    [{ kind: 'monthly_day', day: 1, skip_months: [2, 3] }, 'monthly on the 1st, not in February or March'],
    [{ kind: 'monthly_day', day: 1, skip_months: [8] }, 'monthly on the 1st, not in August'],
    [{ kind: 'monthly_last_working_day' }, 'on the last working day of the month'],
    [{ kind: 'monthly_weekday', weekday: 'friday', nth: -1 }, 'on the last Friday of the month'],
    [{ kind: 'monthly_weekday', weekday: 'monday', nth: 2 }, 'on the second Monday of the month'],
    [{ kind: 'yearly' }, 'every year on 6 November'],
  ])('says %j as %s', (cadence, words) => {
    expect(cadenceInWords(cadence, FRIDAY)).toBe(words)
  })
})

describe('shiftInWords', () => {
  test('says which way a weekend moves it, or nothing', () => {
    expect(shiftInWords('none')).toBe('')
    expect(shiftInWords('next_working_day')).toMatch(/next working day/)
    expect(shiftInWords('previous_working_day')).toMatch(/working day before/)
  })
})
