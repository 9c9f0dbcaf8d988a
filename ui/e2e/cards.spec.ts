import { expect, test } from '@playwright/test'
import { asVisitor } from './steps'

test.describe('Cards', () => {
  test('say what is owed and what leaves next, and how it is repaid can be chosen', async ({ page }) => {
    await asVisitor(page)
    await page.goto('/cards')
    const card = page.getByRole('region', { name: 'Meridian Gold Card' })
    await expect(card.getByText('£453.25').first()).toBeVisible()
    await expect(card.getByRole('table', { name: 'Next repayments' })).toContainText('about')

    await card.getByRole('button', { name: /^Change how/ }).click()
    await expect(page).toHaveURL(/card=/)
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('A fixed amount each month').check()
    await sheet.getByLabel('How much each month').fill('150')
    await sheet.getByLabel('Interest a year').fill('24.9')
    await sheet.getByRole('button', { name: 'Save' }).click()
    await expect(sheet).toBeHidden()
    await expect(card.getByText('£150 a month')).toBeVisible()
    await expect(card.getByText(/still unpaid|^Clear/)).toBeVisible()

    // The household looked around in is everybody's.
    await card.getByRole('button', { name: /^Change how/ }).click()
    await sheet.getByLabel('In full').check()
    await sheet.getByRole('button', { name: 'Save' }).click()
    await expect(card.getByText('In full, each statement')).toBeVisible()
  })
})
