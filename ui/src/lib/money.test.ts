import { describe, expect, test } from 'vitest'
import { currencySymbol, formatMoney, moneyInput, moneyParts, parseMoney } from './money'

describe('formatMoney', () => {
  test('groups thousands and keeps both pence', () => {
    expect(formatMoney(123_456_700, 'GBP')).toBe('£1,234,567.00')
  })

  test('sets a real minus sign before the currency', () => {
    expect(formatMoney(-1299, 'GBP')).toBe('\u2212£12.99')
  })

  test('keeps pence under a pound', () => {
    expect(formatMoney(5, 'GBP')).toBe('£0.05')
    expect(formatMoney(-5, 'GBP')).toBe('\u2212£0.05')
  })

  test('shows a plus only when asked, and never on nothing', () => {
    expect(formatMoney(8000, 'GBP', { sign: 'always' })).toBe('+£80.00')
    expect(formatMoney(0, 'GBP', { sign: 'always' })).toBe('£0.00')
    expect(formatMoney(-8000, 'GBP', { sign: 'never' })).toBe('£80.00')
  })

  test('leaves pence out of whole pounds when short', () => {
    expect(formatMoney(50_000, 'GBP', { short: true })).toBe('£500')
    expect(formatMoney(50_010, 'GBP', { short: true })).toBe('£500.10')
  })

  test('knows how many minor units a currency has', () => {
    expect(formatMoney(1234, 'JPY')).toBe('¥1,234')
    expect(formatMoney(1234, 'EUR')).toBe('€12.34')
  })

  test('is exact where a float would not be', () => {
    expect(formatMoney(9_007_199_254_740_991, 'GBP')).toBe('£90,071,992,547,409.91')
  })
})

describe('moneyParts', () => {
  test('splits pounds from pence', () => {
    expect(moneyParts(-61_831, 'GBP')).toEqual({ sign: '\u2212', symbol: '£', whole: '618', fraction: '.31' })
  })
})

describe('parseMoney', () => {
  test.each([
    ['12.99', 1299],
    ['12.9', 1290],
    ['12.', 1200],
    ['1,412.37', 141_237],
    ['£ 2300', 230_000],
    ['-120', -12_000],
    ['\u2212120', -12_000],
    ['0', 0],
    ['0.07', 7],
  ])('reads %s', (text, minor) => {
    expect(parseMoney(text, 'GBP')).toBe(minor)
  })

  test.each(['', 'ten', '1.234', '1.2.3', '--1', '.'])('refuses %j', (text) => {
    expect(parseMoney(text, 'GBP')).toBeNull()
  })

  test('reads back what a field shows', () => {
    expect(parseMoney(moneyInput(-123_456, 'GBP'), 'GBP')).toBe(-123_456)
  })
})

describe('currencySymbol', () => {
  test('is the sign a field shows', () => {
    expect(currencySymbol('GBP')).toBe('£')
  })
})
