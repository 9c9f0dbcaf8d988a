import { expect, test } from '@playwright/test'
import { asNewcomer, asVisitor, call } from './steps'

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

test('A card and an overdraft kept by hand are told all a bank would tell', async ({ page }) => {
  await asNewcomer(page)
  await call(page, 'POST', '/banking/accounts', {
    name: 'Bills account',
    kind: 'current',
    currency: 'GBP',
    balance: -12_000,
    in_cash_pool: true,
  })
  await call(page, 'POST', '/banking/accounts', {
    name: 'Old card',
    kind: 'credit_card',
    currency: 'GBP',
    balance: -110_000,
  })
  const sheet = page.getByRole('dialog')
  await page.goto('/connections')
  await page.getByRole('button', { name: 'Edit Bills account' }).click()
  await sheet.getByLabel(/^Arranged overdraft/).fill('500')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('£380.00 of £500 overdraft not used')).toBeVisible()
  await page.getByRole('button', { name: 'Say what the overdraft costs, Bills account' }).click()
  await sheet.getByLabel('Interest a year').fill('39.9')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: /^Overdraft at 39\.9\s?% a year/ })).toBeVisible()

  await page.goto('/cards')
  const card = page.getByRole('region', { name: 'Old card' })
  await card.getByRole('button', { name: 'Details of Old card' }).click()
  await sheet.getByLabel('Last statement').fill('500')
  await sheet.getByLabel('Of', { exact: true }).fill('2026-11-05')
  await sheet.getByLabel('Least to pay').fill('25')
  await sheet.getByLabel('Due on').fill('2026-11-25')
  await sheet.getByLabel('Limit').fill('2000')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await expect(sheet).toBeHidden()
  await expect(card.getByText('£900.00 of it not used')).toBeVisible()

  await card
    .getByRole('button', { name: /^Change how|^Say how/ })
    .first()
    .click()
  await sheet.getByLabel('In full').check()
  await sheet.getByLabel('Leaves from').selectOption({ label: 'Bills account' })
  await sheet.getByLabel('Statement day').fill('5')
  await sheet.getByLabel('Due day').fill('25')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await expect(sheet).toBeHidden()
  await expect(card.getByText('statement on the 5th, due on the 25th')).toBeVisible()
  await expect(card.getByText(/In full, each statement, from Bills account/i)).toBeVisible()
  const repayments = card.getByRole('table', { name: 'Next repayments' }).getByRole('row')
  await expect(repayments.filter({ hasText: 'Wed 25 Nov' })).toContainText('£500.00')
  await expect(repayments.filter({ hasText: 'Dec' })).toContainText('£600.00')
})
