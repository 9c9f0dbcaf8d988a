import { describe, expect, test } from 'vitest'
import { amountTicks, bandPath, dayTicks, linePath, scaleOf } from './chart'

const FRAME = { width: 120, height: 60, left: 10, right: 10, top: 5, bottom: 5 }

describe('scaleOf', () => {
  test('puts the first day left, the last right, more higher', () => {
    const scale = scaleOf(FRAME, 11, -100, 100)

    expect([scale.x(0), scale.x(10)]).toEqual([10, 110])
    expect([scale.y(100), scale.y(0), scale.y(-100)]).toEqual([5, 30, 55])
  })

  test('finds the day under a finger, within the days there are', () => {
    const scale = scaleOf(FRAME, 11, 0, 1)

    expect([scale.placeAt(-50), scale.placeAt(34), scale.placeAt(500)]).toEqual([0, 2, 10])
  })

  test('draws a flat balance and a single day', () => {
    const scale = scaleOf(FRAME, 1, 7, 7)

    expect(Number.isFinite(scale.y(7))).toBe(true)
    expect(scale.x(0)).toBe(10)
  })
})

describe('amountTicks', () => {
  test('are round and few', () => {
    expect(amountTicks(-12_345, 187_000)).toEqual([0, 50_000, 100_000, 150_000])
  })

  test('of a flat balance is itself', () => {
    expect(amountTicks(500, 500)).toEqual([500])
  })
})

describe('dayTicks', () => {
  const days = (count: number) =>
    Array.from({ length: count }, (_, place) =>
      new Date(Date.UTC(2026, 10, 19 + place)).toISOString().slice(0, 10),
    )

  test('are Mondays for some weeks', () => {
    expect(dayTicks(days(20), 6).map((place) => days(20)[place])).toEqual([
      '2026-11-23',
      '2026-11-30',
      '2026-12-07',
    ])
  })

  test('are days for two weeks, thinned out', () => {
    expect(dayTicks(days(11), 6)).toEqual([0, 2, 4, 6, 8, 10])
  })

  test('are months for a year, thinned out', () => {
    const year = days(365)
    const named = dayTicks(year, 6).map((place) => year[place])

    expect(named).toHaveLength(6)
    expect(named[0]).toBe('2026-12-01')
    expect(named[1]).toBe('2027-02-01')
  })
})

test('a band goes out along the top and back along the bottom', () => {
  const upper = [
    { x: 0, y: 1 },
    { x: 10, y: 2 },
  ]
  const lower = [
    { x: 0, y: 5 },
    { x: 10, y: 6.04 },
  ]

  expect(linePath(upper)).toBe('M0 1L10 2')
  expect(bandPath(upper, lower)).toBe('M0 1L10 2L10 6L0 5Z')
  expect(bandPath([], [])).toBe('')
})
