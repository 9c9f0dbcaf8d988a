import { describe, expect, test } from 'vitest'
import type { SpendingMonth, SpendingPace } from '@/services/types'
import { against, barLabel, chosenPlace, monthInWords, sameDaysOf, shareInWords, spanOf } from './periods'

const TODAY = '2026-11-19'

function month(start: string, end: string, more: Partial<SpendingMonth> = {}): SpendingMonth {
  return {
    month: start.slice(0, 7),
    start,
    end,
    total: 0,
    cash: 0,
    credit: 0,
    by_category: {},
    standing: 'unknown',
    is_whole: end < TODAY,
    ...more,
  }
}

const FEBRUARY = month('2026-02-01', '2026-02-28')
const OCTOBER = month('2026-10-01', '2026-10-31', { total: 120_00, standing: 'higher' })
const NOVEMBER = month('2026-11-01', '2026-11-30')

describe('the month chosen', () => {
  test('is the one the address names, or else today’s', () => {
    expect(chosenPlace([OCTOBER, NOVEMBER], '2026-10', 'calendar')).toBe(0)
    expect(chosenPlace([OCTOBER, NOVEMBER], undefined, 'calendar')).toBe(1)
    expect(chosenPlace([OCTOBER, NOVEMBER], '2019-01', 'calendar')).toBe(1)
    expect(chosenPlace([OCTOBER, NOVEMBER], '2026-10-01', 'payday')).toBe(0)
  })

  test('is said as a person says it', () => {
    expect(monthInWords(NOVEMBER, 'calendar', TODAY)).toBe('November')
    expect(monthInWords(month('2025-11-01', '2025-11-30'), 'calendar', TODAY)).toBe('November 2025')
    expect(monthInWords(month('2026-10-30', '2026-11-26'), 'payday', TODAY)).toBe('30 Oct to 26 Nov')
    expect(monthInWords(month('2025-12-30', '2026-01-29'), 'payday', '2027-02-01')).toBe(
      '30 Dec to 29 Jan 2026',
    )
  })

  test('names its year under the bar only where one begins', () => {
    const months = [month('2025-12-01', '2025-12-31'), month('2026-01-01', '2026-01-31'), FEBRUARY]
    expect(months.map((_, place) => barLabel(months, place).year)).toEqual(['2025', '2026', ''])
  })

  test('a payday’s month is named by the payday it began with', () => {
    expect(barLabel([month('2026-10-30', '2026-11-29')], 0, 'payday').month).toBe('30 Oct')
  })
})

describe('the days looked at', () => {
  test('end today while the month goes on', () => {
    expect(spanOf(NOVEMBER, TODAY)).toEqual({ from: '2026-11-01', to: TODAY })
    expect(spanOf(OCTOBER, TODAY)).toEqual({ from: '2026-10-01', to: '2026-10-31' })
  })

  test('are as many of the month compared with, or all it has', () => {
    expect(sameDaysOf(OCTOBER, NOVEMBER, TODAY)).toEqual({ from: '2026-10-01', to: '2026-10-19' })
    expect(sameDaysOf(FEBRUARY, NOVEMBER, '2026-11-30')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(sameDaysOf(FEBRUARY, OCTOBER, TODAY)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })
})

describe('against', () => {
  const pace: SpendingPace = {
    currency: 'GBP',
    start: '2026-11-01',
    end: TODAY,
    days: 19,
    spent: 70_00,
    months: 6,
    usual: { middle: 80_00, spread: 5_00 },
    standing: 'as_usual',
    usual_by_category: {},
    standing_by_category: {},
  }

  test('takes whole months for a whole month, and the same day for one that goes on', () => {
    expect(against(OCTOBER, pace, { middle: 100_00 })).toEqual({
      middle: 100_00,
      difference: 20_00,
      standing: 'higher',
    })
    expect(against(NOVEMBER, pace, { middle: 100_00 })).toMatchObject({ middle: 80_00, difference: -10_00 })
  })

  test('says nothing where too little is known', () => {
    expect(against(NOVEMBER, undefined, { middle: 100_00 })).toBeNull()
    expect(against(OCTOBER, pace, null)).toBeNull()
  })
})

test('a share never calls something nothing', () => {
  expect(shareInWords(1, 100_000)).toBe('under 1%')
  expect(shareInWords(435, 1000)).toBe('44%')
  expect(shareInWords(-5, 1000)).toBe('')
})
