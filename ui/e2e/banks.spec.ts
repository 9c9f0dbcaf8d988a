import { expect, test } from '@playwright/test'
import {
  allow,
  allWellAgain,
  books,
  connectHarbour,
  consentEnded,
  extendsByWord,
  holds,
  slowly,
  unbooks,
  update,
} from './bank'
import { asNewcomer, sharing } from './steps'

test.describe('Banks', () => {
  sharing(async (page) => {
    await asNewcomer(page)
    await connectHarbour(page)
  })

  test.afterEach(async ({ page }) => {
    await allWellAgain(page)
    await extendsByWord(page, false)
  })

  test('shows a reading under way again after the page was loaded anew, down to each account', async ({
    page,
  }) => {
    await page.goto('/connections')
    await slowly(page, 6)
    await page.getByRole('button', { name: 'Update now, Harbour Bank' }).click()
    await expect(page.getByText('Reading your bank…')).toBeVisible()

    await page.goto('/connections')

    await expect(page.getByText('Reading your bank…')).toBeVisible()
    await expect(page.getByRole('progressbar', { name: 'Reading Harbour Bank' })).toBeVisible()
    await expect(page.getByRole('progressbar', { name: /, Harbour Bank$/ }).first()).toBeVisible()
    await expect(page.getByText(/accounts? read, nothing new/)).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(/calls? to the bank/)).toBeVisible()
    await page.getByRole('button', { name: 'Close' }).click()
    await expect(page.getByRole('progressbar')).toHaveCount(0)
  })

  test('goes on reading a bank by the person’s word, or by a visit where the bank wants one', async ({
    page,
  }) => {
    const goOn = async () => {
      await page.getByRole('button', { name: 'Renew Harbour Bank' }).click()
      await page.getByRole('button', { name: 'Go on reading' }).click()
    }
    await page.goto('/connections')
    await expect(page.getByText(/^Shares until \w{3} \d+ \w{3}( \d{4})?, \d+ days left$/)).toBeVisible()

    await extendsByWord(page, true)
    await goOn()
    await expect(page.getByText(/Harbour Bank goes on sharing/)).toBeVisible()

    await extendsByWord(page, false)
    await goOn()
    await allow(page)
    await expect(page.getByRole('heading', { name: 'Harbour Bank' })).toHaveCount(1)
  })

  test('says that a bank stopped sharing, and goes on with the same accounts after signing in again', async ({
    page,
  }) => {
    await page.goto('/connections')
    await expect(page.getByRole('region', { name: 'Your money' }).getByRole('listitem').first()).toBeVisible()
    const accounts = await page.getByRole('region', { name: 'Your money' }).getByRole('listitem').count()
    await consentEnded(page)
    await page.getByRole('button', { name: 'Update now, Harbour Bank' }).click()
    await expect(page.getByText(/no longer sends anything/)).toBeVisible({ timeout: 30_000 })

    await page.goto('/')
    await expect(page.getByTestId('behind')).toContainText(/Not all of it is current: Harbour Bank/)
    const card = page.getByRole('listitem', { name: /Harbour Bank has stopped/ })
    await card.getByRole('link', { name: 'Renew' }).click()
    await allWellAgain(page)
    await page.getByRole('button', { name: 'Renew Harbour Bank' }).click()
    await allow(page)

    await expect(page.getByText(/accounts? read/)).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('region', { name: 'Your money' }).getByRole('listitem')).toHaveCount(accounts)
    await page.goto('/')
    await expect(page.getByText(/^Updated /)).toBeVisible()
  })
})

test.describe('A payment that could be either of two', () => {
  // A key that was taken away once stays away, so each run has its own.
  const run = Date.now()
  const held = { key: `held-${run}`, day: '2026-11-16', amount: -2000, description: 'NANDOS LEEDS' }
  const rows = [
    { key: `booked-1-${run}`, day: '2026-11-18', amount: -2200, description: 'NANDOS LEEDS' },
    { key: `booked-2-${run}`, day: '2026-11-18', amount: -2400, description: 'NANDOS LEEDS' },
  ]

  test.afterEach(async ({ page }) => {
    await holds(page, [])
    for (const { key } of rows) await unbooks(page, key)
  })

  test('is asked about on Today, answered by keyboard, and can be undone', async ({ page }) => {
    test.setTimeout(90_000)
    await asNewcomer(page)
    await holds(page, [held])
    await connectHarbour(page)
    await holds(page, [])
    for (const row of rows) await books(page, row)
    await update(page)

    await page.goto('/')
    const card = page.getByRole('listitem', { name: /What became of the £20\.00/ })
    const choices = card.getByRole('button', { name: /It’s this one/ })
    await expect(choices).toHaveCount(2)
    await choices.filter({ hasText: '£24.00' }).focus()
    await page.keyboard.press('Enter')

    await expect(card.getByRole('status')).toHaveText('One payment: £24.00, yesterday. It counts once.')
    await expect(card.getByRole('button', { name: /^Undo/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(choices).toHaveCount(2)

    await card.getByRole('button', { name: 'None of these' }).click()
    await expect(card.getByRole('status')).toHaveText('None of them, then.')
    await page.reload()
    await expect(page.getByTestId('safe-to-spend')).toBeVisible()
    await expect(card).toHaveCount(0)
  })
})
