import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { shortSummary, summary } from '@/testing/fixtures'
import { withRouter } from '@/testing/with-router'
import { EquationStrip } from './equation-strip'

afterEach(cleanup)

describe('EquationStrip', () => {
  test('shows every term of the worked example, and its result', () => {
    render(withRouter(<EquationStrip summary={summary} />))

    const terms = screen.getAllByTestId('term').map((term) => term.textContent)
    expect(terms).toEqual(['£1,412.37', '£0.00', '£218.66', '£420.55', '£54.85', '£100.00'])
    expect(screen.getByTestId('equation-total').textContent).toBe('£618.31')
  })

  test('carries amounts that sum to the figure', () => {
    render(withRouter(<EquationStrip summary={summary} />))

    const amounts = screen.getAllByTestId('term').map((term) => Number(term.dataset.minor))
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(61_831)
  })

  test('opens a term into its lines from the keyboard, one at a time', async () => {
    const user = userEvent.setup()
    render(withRouter(<EquationStrip summary={summary} />))

    screen.getByRole('button', { name: /Commitments/ }).focus()
    await user.keyboard('{Enter}')
    const lines = screen.getByRole('table', { name: 'Commitments, line by line' })
    expect(within(lines).getByText('Council tax')).toBeTruthy()
    expect(within(lines).getByText('tomorrow')).toBeTruthy()
    expect(within(lines).getByText('\u2212£164.00')).toBeTruthy()

    await user.click(screen.getByRole('button', { name: /Buffer/ }))
    expect(screen.queryByRole('table', { name: 'Commitments, line by line' })).toBeNull()
    expect(screen.getByRole('button', { name: /Buffer/ }).getAttribute('aria-expanded')).toBe('true')
  })

  test('offers nothing to open where there are no lines', () => {
    render(withRouter(<EquationStrip summary={summary} />))

    expect(screen.queryByRole('button', { name: /Income/ })).toBeNull()
  })

  test('says short, with a real minus sign, when there is not enough', () => {
    render(withRouter(<EquationStrip summary={shortSummary} />))

    expect(screen.getByText('Short')).toBeTruthy()
    expect(screen.getByTestId('equation-total').textContent).toBe('\u2212£181.69')
  })
})
