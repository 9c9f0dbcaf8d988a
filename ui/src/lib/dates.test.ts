import { describe, expect, test } from 'vitest'
import {
  addDays,
  ageInWords,
  countDays,
  dayInWords,
  dayOf,
  daysBetween,
  longDay,
  momentInWords,
  ordinal,
  shortDay,
} from './dates'

const TODAY = '2026-11-19'

describe('dayInWords', () => {
  test.each([
    ['2026-11-18', 'yesterday'],
    ['2026-11-19', 'today'],
    ['2026-11-20', 'tomorrow'],
    ['2026-11-27', 'Fri 27 Nov'],
    ['2027-01-04', 'Mon 4 Jan 2027'],
    ['2025-11-19', 'Wed 19 Nov 2025'],
  ])('says %s as %s', (day, words) => {
    expect(dayInWords(day, TODAY)).toBe(words)
  })
})

describe('longDay and shortDay', () => {
  test('name the weekday and month', () => {
    expect(longDay('2026-11-27', TODAY)).toBe('Friday 27 November')
    expect(longDay('2027-01-04', TODAY)).toBe('Monday 4 January 2027')
    expect(shortDay('2026-11-20', TODAY)).toBe('Fri 20 Nov')
  })
})

describe('days', () => {
  test('are counted across a change of the clocks', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
  })

  test('are counted across a leap day', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
  })

  test('are said as a person says them', () => {
    expect(countDays(1)).toBe('1 day')
    expect(countDays(8)).toBe('8 days')
  })
})

describe('ageInWords', () => {
  test.each([
    [0, 'just now'],
    [0.084, '5 minutes ago'],
    [1.1, 'an hour ago'],
    [5.4, '5 hours ago'],
    [25, 'a day ago'],
    [72, '3 days ago'],
  ])('says %d hours as %s', (hours, words) => {
    expect(ageInWords(hours)).toBe(words)
  })
})

describe('momentInWords', () => {
  test('reads the London clock, in summer too', () => {
    expect(momentInWords('2026-11-19T14:05:00Z')).toBe('19 Nov, 14:05')
    expect(momentInWords('2026-07-01T14:05:00Z')).toBe('1 Jul, 15:05')
  })
})

describe('dayOf', () => {
  test('is London’s day, also when that is not the day in UTC', () => {
    expect(dayOf('2026-11-19T14:05:00Z')).toBe('2026-11-19')
    expect(dayOf('2026-07-01T23:30:00Z')).toBe('2026-07-02')
  })
})

describe('ordinal', () => {
  test.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [11, '11th'],
    [13, '13th'],
    [22, '22nd'],
    [31, '31st'],
  ])('says %d as %s', (n, words) => {
    expect(ordinal(n)).toBe(words)
  })
})
