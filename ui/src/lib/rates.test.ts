import { describe, expect, test } from 'vitest'
import { parseRate, rateInput, rateInWords } from './rates'

describe('parseRate', () => {
  test.each<[string, number | null | undefined]>([
    ['24.9', 24.9],
    ['39.9 %', 39.9],
    ['', null],
    ['  ', null],
    ['0', 0],
    ['0.9', 0.009],
    ['100', 100],
    ['about 20', undefined],
    ['-3', undefined],
    ['1,000', undefined],
  ])('reads %j as %j', (text, rate) => {
    expect(parseRate(text)).toBe(rate)
  })
})

test('a rate is shown as it was typed', () => {
  expect(rateInput(24.9)).toBe('24.9')
  expect(rateInput(null)).toBe('')
  expect(rateInWords(24.9)).toBe('24.9%')
})
