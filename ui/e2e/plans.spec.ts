import { expect, test } from '@playwright/test'
import { asNewcomer, keepAccountByHand, pence, safeToSpend } from './steps'

test.describe('Plans', () => {
  test('plan something once, take it off its day, and change it', async ({ page }) => {
    await asNewcomer(page)
    await keepAccountByHand(page, 'Bills account', '1000')
    await page.goto('/plans?add=once')
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Name').fill('Car MOT')
    await sheet.getByLabel('Amount').fill('54.85')
    await sheet.getByLabel('On').fill('2026-11-24')
    await sheet.getByRole('button', { name: 'Add it' }).click()
    await expect(sheet).toBeHidden()
    expect(await safeToSpend(page)).toBe(94_515)

    await page.goto('/plans')
    await page.getByRole('button', { name: /Car MOT/ }).click()
    await expect(page).toHaveURL(/open=/)
    await sheet.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByText('Nothing planned')).toBeVisible()
  })

  test('split a purchase to the penny, settle it early, and take that back', async ({ page }) => {
    await asNewcomer(page)
    await keepAccountByHand(page, 'Bills account', '1000')
    await page.goto('/plans?add=plan')
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Name').fill('Sofa')
    await sheet.getByLabel('In all').fill('100')
    await sheet.getByLabel('First on').fill('2026-12-01')
    await expect(sheet.getByRole('table', { name: 'Payments by day' })).toContainText('£33.34')
    await expect(sheet.getByText(/Safe to spend goes from/)).toBeVisible()
    await sheet.getByRole('button', { name: 'Add the plan' }).click()
    await expect(sheet).toBeHidden()

    await page.getByRole('button', { name: /Sofa/ }).click()
    const rows = sheet.getByRole('table', { name: 'Payments by day' }).getByRole('row')
    await expect(rows).toHaveCount(5)
    expect(await pence(rows.last().getByRole('cell'))).toBe(10_000)

    await sheet.getByRole('button', { name: 'Settle early' }).click()
    await page.getByRole('alertdialog').getByLabel('For').fill('90')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Settle it' }).click()
    await expect(sheet.getByText(/^Settled today/)).toBeVisible()
    await expect(rows).toHaveCount(3)
    expect(await safeToSpend(page)).toBe(91_000)

    await page.goBack()
    await sheet.getByRole('button', { name: 'Take it back' }).click()
    await expect(rows).toHaveCount(5)
  })
})
