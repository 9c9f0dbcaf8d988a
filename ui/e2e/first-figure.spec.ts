import { expect, test } from '@playwright/test'
import { addCommitment, asNewcomer, createAccount, keepAccountByHand, safeToSpend } from './steps'

test.describe('From nothing to a first figure', () => {
  test('connects a bank, follows its progress, and takes a bill off to the penny', async ({ page }) => {
    await createAccount(page)
    await page.getByRole('link', { name: 'Connect a bank' }).click()
    await page.getByRole('button', { name: /Harbour Bank/ }).click()
    await page.getByRole('button', { name: /allow|agree|approve|continue|confirm|share/i }).click()

    await expect(page).toHaveURL(/\/connections\?/)
    await expect(page.getByRole('status').filter({ hasText: /accounts? read/ })).toBeVisible({
      timeout: 30_000,
    })
    await expect(page.getByRole('progressbar', { name: 'Reading Harbour Bank' }).first()).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Harbour Bank' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Your money' }).getByRole('listitem').first()).toBeVisible()

    await addCommitment(page, {
      add: 'income',
      name: 'My wage',
      amount: '2300',
      rhythm: 'Monthly, on the last working day',
      nextOn: '2026-11-30',
    })
    const before = await safeToSpend(page)
    await expect(page.getByText('until payday, Monday 30 November, 11 days')).toBeVisible()

    await addCommitment(page, {
      add: 'bill',
      name: 'Choir',
      amount: '12.99',
      rhythm: 'Monthly, on a date',
      nextOn: '2026-11-24',
    })
    expect(await safeToSpend(page)).toBe(before - 1299)
    await expect(page.getByRole('region', { name: 'Owed before payday' }).getByText('Choir')).toBeVisible()
  })

  test('says plainly that the person stopped at the bank', async ({ page }) => {
    await asNewcomer(page)
    await page.goto('/connect')
    await page.getByRole('button', { name: /Harbour Bank/ }).click()
    await page.getByRole('button', { name: /cancel|deny|decline|refuse|don.t/i }).click()

    await expect(page).toHaveURL(/connect_error=/)
    await expect(page.getByRole('alert')).toContainText('You stopped at the bank, so nothing was connected')
    await expect(page.getByText('No bank connected')).toBeVisible()
  })

  test('works without a bank, with an account kept by hand', async ({ page }) => {
    await asNewcomer(page)
    await keepAccountByHand(page, 'Bills account', '1,412.37')
    await addCommitment(page, {
      add: 'income',
      name: 'Wage',
      amount: '2300',
      rhythm: 'Monthly, on a weekday (like the last Friday)',
      nextOn: '2026-11-27',
    })
    await addCommitment(page, {
      add: 'bill',
      name: 'Council tax',
      amount: '164',
      rhythm: 'Monthly, on a date',
      nextOn: '2026-11-20',
    })

    expect(await safeToSpend(page)).toBe(124_837)
    await expect(page.getByText('until payday, Friday 27 November, 8 days')).toBeVisible()

    await page.goto('/settings')
    await page.getByLabel('Never go below').fill('100')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    expect(await safeToSpend(page)).toBe(114_837)
  })
})
