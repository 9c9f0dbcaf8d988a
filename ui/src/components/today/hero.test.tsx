import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { shortSummary, summary } from '@/testing/fixtures'
import { Hero } from './hero'

afterEach(cleanup)

const sentences = () => screen.getByRole('region').textContent

describe('Hero', () => {
  test('says the figure, the day it runs to and what that is a day', () => {
    render(<Hero summary={summary} />)

    expect(screen.getByTestId('safe-to-spend').textContent).toBe('£618.31')
    expect(sentences()).toContain('until payday, Friday 27 November, 8 days')
    expect(sentences()).toContain('£77.28 a day')
    expect(sentences()).toContain(
      'With nothing more spent, lowest Wed 25 Nov, at £718.31, after Amex Gold is paid from Bills account.',
    )
  })

  test('names the day, the item and the account that make it short', () => {
    render(<Hero summary={shortSummary} />)

    expect(screen.getByRole('heading', { name: 'Short before payday' })).toBeTruthy()
    expect(screen.getByTestId('safe-to-spend').textContent).toBe('\u2212£181.69')
    expect(sentences()).toContain(
      'It runs short Wed 25 Nov, when Amex Gold is paid from Bills account. Your money is down to £718.31 that day.',
    )
    expect(sentences()).not.toContain('a day')
  })

  test('says that the window is thirty days when no payday is known', () => {
    render(<Hero summary={{ ...summary, payday: null, window: { ...summary.window, days: 30 } }} />)

    expect(sentences()).toContain('for the next 30 days, as no payday is chosen yet')
  })
})
