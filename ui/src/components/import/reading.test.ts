import { describe, expect, it } from 'vitest'
import type { ImportPreview } from '@/services/types'
import { columnNames, isUnclear, recognisedAs, signInWords, withColumn } from './reading'

const CERTAIN = {
  missing: [],
  date_orders: ['day_first'],
  sign: 'minus_is_out',
  sign_source: 'balance',
  columns: { amount: 2 },
} as unknown as ImportPreview

describe('recognisedAs', () => {
  it('names the bank where one is known by its columns', () => {
    expect(recognisedAs({ bank: 'Monzo', format: 'csv' })).toBe('Monzo CSV')
    expect(recognisedAs({ bank: null, format: 'ofx' })).toBe('OFX file')
    expect(recognisedAs({ bank: null, format: 'text' })).toBe('text file')
  })
})

describe('signInWords', () => {
  it('says how it is known', () => {
    expect(signInWords(CERTAIN)).toBe('Money out has a minus, the running balance proves it')
    expect(signInWords({ ...CERTAIN, columns: { amount: null }, sign_source: 'columns' })).toMatch(
      /^Money in and out have columns of their own/,
    )
    expect(signInWords({ ...CERTAIN, sign: 'minus_is_in', sign_source: 'guess' })).toMatch(/please check$/)
  })
})

describe('isUnclear', () => {
  it('is what only the person can tell', () => {
    expect(isUnclear(CERTAIN)).toBe(false)
    expect(isUnclear({ ...CERTAIN, missing: ['date'] })).toBe(true)
    expect(isUnclear({ ...CERTAIN, date_orders: ['day_first', 'month_first'] })).toBe(true)
    expect(isUnclear({ ...CERTAIN, sign_source: 'guess' })).toBe(true)
  })
})

describe('columnNames', () => {
  it('names a column without a header by its place and what stands there first', () => {
    expect(
      columnNames({
        header: ['Date', ''],
        sample: [
          ['1/2/2026', '', ''],
          ['', '-3.20', ''],
        ],
      }),
    ).toEqual(['Date', 'Column 2 (-3.20)', 'Column 3'])
  })
})

describe('withColumn', () => {
  it('keeps an amount in one column or in two, never in both', () => {
    expect(withColumn({ amount: 2 }, 'money_in', 3)).toMatchObject({ amount: null, money_in: 3 })
    expect(withColumn({ money_in: 3, money_out: 4 }, 'amount', 2)).toMatchObject({
      amount: 2,
      money_in: null,
      money_out: null,
    })
    expect(withColumn({}, 'description', null)).toMatchObject({ description: [] })
  })
})
