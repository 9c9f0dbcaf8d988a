import { expect, type Page, test } from '@playwright/test'
import { asNewcomer, call, pence, sharing } from './steps'

async function withHarbourBank(page: Page): Promise<void> {
  await asNewcomer(page)
  await page.goto('/connect')
  await page.getByRole('button', { name: /Harbour Bank/ }).click()
  await page.getByRole('button', { name: /allow|agree|approve|continue|confirm|share/i }).click()
  await expect(page).toHaveURL(/\/connections\?/)
  await expect(page.getByRole('status').filter({ hasText: /accounts? read/ })).toBeVisible({
    timeout: 30_000,
  })
  // Finding is the worker's next job after reading.
  await expect(async () => {
    await page.goto('/commitments')
    await expect(page.getByRole('article')).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
}

/** Look through the guesses by keyboard until this one is there. */
async function lookFor(page: Page, name: string): Promise<void> {
  const card = page.getByRole('article')
  await card.focus()
  // What was just taken back comes into the row a moment later: go round until it is there.
  await expect(async () => {
    const before = await card.getAttribute('aria-label')
    if (!before?.includes(name)) await page.keyboard.press('ArrowRight')
    await expect(card).toHaveAttribute('aria-label', new RegExp(name), { timeout: 250 })
  }).toPass({ timeout: 30_000, intervals: [0] })
}

test.describe('Commitments', () => {
  sharing(withHarbourBank)

  test('are found, decided on by keyboard, undone, and seen in the figure', async ({ page }) => {
    test.slow()
    await page.goto('/commitments')
    const card = page.getByRole('article')
    const total = page.getByTestId('bills-a-year')
    expect(await pence(total)).toBe(0)

    await lookFor(page, 'Netflix')
    await expect(card).toContainText('£155.88')
    await expect(card.getByRole('link').first()).toHaveAttribute('href', /\/transactions\//)
    await expect(page).toHaveURL(/guess=/)
    await page.keyboard.press('y')
    await expect(page.getByText('Netflix counts from now on.')).toBeVisible()
    await expect(total).toContainText('£155.88')
    await expect(card).toBeFocused()

    await page.keyboard.press('u')
    await expect(total).toContainText('£0.00')
    await expect(card).toHaveAttribute('aria-label', /Netflix/)
    await page.keyboard.press('n')
    await expect(page.getByText('Netflix won’t count')).toBeVisible()
    await page.getByText('Turned down').click()
    await page.getByRole('button', { name: 'Take back: Netflix' }).click()
    await lookFor(page, 'Netflix')
    await page.keyboard.press('e')
    await page.getByRole('dialog').getByLabel('Name').fill('Films at home')
    await page.getByRole('button', { name: 'Save and confirm' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(total).toContainText('£155.88')

    await page.getByRole('link', { name: /Films at home/ }).click()
    await expect(page).toHaveURL(/\/commitments\/[0-9a-f-]{36}/)
    await expect(page.getByTestId('a-year')).toHaveText('£155.88')
    const table = page.getByRole('table', { name: /Payments/ })
    await expect(table).toContainText('£24.00 more a year')
    await expect(page.getByText('You set the name')).toBeVisible()

    await page.getByRole('button', { name: 'Skip Sun 22 Nov' }).click()
    const back = page.getByRole('button', { name: 'Take back skipping Sun 22 Nov' })
    await expect(back).toBeVisible()
    await back.click()
    await expect(page.getByRole('button', { name: 'Skip Sun 22 Nov' })).toBeVisible()

    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(page.getByText('Nothing is expected while it is paused.')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('button', { name: 'Skip Sun 22 Nov' })).toBeVisible()

    await page.goto('/commitments?view=calendar')
    const sunday = page.getByRole('button', { name: /^Sunday 22 November: Films at home/ })
    await expect(sunday).toBeVisible()
    await page.getByRole('button', { name: /^Thursday 19 November/ }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(sunday).toBeFocused()
    await expect(page).toHaveURL(/day=2026-11-22/)
    await page.keyboard.press('PageDown')
    await expect(page.getByRole('heading', { name: 'December 2026' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Tuesday 22 December: Films at home/ })).toBeFocused()

    await page.goto('/payday')
    await page.getByRole('button', { name: 'This is my payday' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await expect(page.getByTestId('next-payday')).toContainText('Monday 30 November')
  })

  test('are made of any payment that recurs', async ({ page }) => {
    test.slow()
    await page.goto('/transactions?q=tesco')
    await page.getByRole('main').getByRole('link', { name: /tesco/i }).first().click()
    await page.getByRole('button', { name: 'This comes again and again' }).click()

    await expect(page).toHaveURL(/\/commitments\/[0-9a-f-]{36}/)
    await expect(page.getByText('You marked a payment as recurring')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await page
      .getByRole('table', { name: /Payments/ })
      .getByRole('link')
      .first()
      .click()
    await expect(page.getByRole('link', { name: 'Part of a commitment' })).toBeVisible()
  })

  test('lead to a forecast that says how right it has been, in a sentence, a chart and numbers', async ({
    page,
  }) => {
    test.slow()
    // The worker looks back once nobody waits for anything else.
    await expect
      .poll(async () => (await call(page, 'GET', '/analytics/accuracy')).horizons.length, { timeout: 60_000 })
      .toBeGreaterThan(0)
    await page.goto('/forecast')
    const record = page.getByRole('region', { name: 'How right it has been' })
    await expect(record.getByText(/days ended within the band/).first()).toBeVisible()
    await expect(record.getByRole('rowheader', { name: /^7 days/ })).toBeVisible()
    await expect(record.getByRole('img', { name: /^\d+ of \d+ days ended within the band/ })).toBeVisible()
    await record.getByRole('radio', { name: '30 days' }).click()
    await record.getByRole('button', { name: 'Show the numbers of each forecast' }).click()
    const rows = record
      .getByRole('table', { name: 'What was said of each day, and what came' })
      .getByRole('row')
    expect(await rows.count()).toBeGreaterThan(10)
    await expect(rows.nth(1)).toContainText(/£.*and.*£.*(yes|no)$/)
  })
})
