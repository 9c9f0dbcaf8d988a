import { expect, test } from '@playwright/test'
import { asVisitor } from './steps'

test.describe('the days ahead', () => {
  test.beforeEach(async ({ page }) => {
    await asVisitor(page)
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

  test('open a day into its lines, which lead to where they are decided', async ({ page }) => {
    await page.getByRole('button', { name: 'What tonight is made of' }).click()
    await expect(page).toHaveURL(/day=2026-11-19/)
    const lines = page.getByRole('table', { name: 'Tonight, line by line' })
    await expect(lines.getByRole('row').last()).toContainText(
      (await page.getByTestId('day-expected').textContent()) ?? 'a balance',
    )
    await expect(page.getByRole('region', { name: 'How right it has been' })).toContainText(/history|year/)

    const coming = page.getByRole('region', { name: 'What is coming' })
    await coming.getByRole('link', { name: 'Meridian Gold Card' }).first().click()
    await expect(page).toHaveURL(/\/cards\?card=/)
    await expect(page.getByRole('dialog')).toContainText('How it is repaid')
  })
})
