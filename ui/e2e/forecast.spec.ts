import { expect, test } from '@playwright/test'
import { lookAround } from './steps'

test.describe('the days ahead', () => {
  test.beforeEach(async ({ page }) => {
    await lookAround(page)
    await page.goto('/forecast')
  })

  test('are drawn, read by keyboard, and told in numbers', async ({ page }) => {
    const chart = page.getByRole('slider', { name: 'Balance day by day' })
    await expect(chart).toBeVisible()
    await expect(page.getByTestId('band')).toHaveAttribute('d', /^M/)

    const tonight = await page.getByTestId('day-expected').textContent()
    await chart.focus()
    await page.keyboard.press('End')
    await expect(page.getByTestId('day-expected')).not.toHaveText(tonight ?? '')
    await page.getByRole('button', { name: 'Show the numbers' }).click()
    const rows = page.getByRole('table', { name: 'Balance at the end of each day' }).getByRole('row')
    await expect(rows).toHaveCount(91)
    const last = await page.getByTestId('day-expected').textContent()
    await expect(rows.last()).toContainText(last ?? 'a balance')
  })

  test('move with a what-if that survives a reload', async ({ page }) => {
    await page.getByLabel('It costs').fill('250')
    const answer = page.getByTestId('what-if-answer')
    await expect(answer).toContainText('Safe to spend goes from')
    await expect(page.getByTestId('what-if-line')).toBeAttached()
    await expect(page).toHaveURL(/cost=25000/)

    await page.reload()
    await expect(page.getByTestId('what-if-line')).toBeAttached()
    await expect(answer.getByRole('listitem').first()).toContainText('At once')
  })
})
