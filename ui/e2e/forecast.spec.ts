import { expect, test } from '@playwright/test'
import { asNewcomer, asVisitor, call, safeToSpend } from './steps'

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
    await page.getByRole('button', { name: 'Show the numbers', exact: true }).click()
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

test('A what-if is dragged, typed, and turned into a plan, which is why the figure moved', async ({
  page,
}) => {
  await asNewcomer(page)
  await call(page, 'POST', '/banking/accounts', {
    name: 'Bills account',
    kind: 'current',
    currency: 'GBP',
    balance: 100_000,
    in_cash_pool: true,
  })
  expect(await safeToSpend(page)).toBe(100_000)

  await page.goto('/forecast?days=30')
  await page.getByLabel('It costs').fill('60')
  const answer = page.getByTestId('what-if-answer')
  await expect(answer).toContainText('Yes, at once. Safe to spend goes from £1,000.00 to £940.00')
  const handle = await page.getByTestId('what-if-marker').locator('circle').boundingBox()
  if (!handle) throw new Error('there is nothing to drag')
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(handle.x + 250, handle.y + 20, { steps: 5 })
  await page.mouse.up()
  await expect(page).toHaveURL(/on=2026-1[12]-\d\d/)
  const dragged = new URL(page.url()).searchParams.get('on') ?? ''
  expect(dragged > '2026-11-20').toBe(true)
  await expect(page.getByLabel('On', { exact: true })).toHaveValue(dragged)
  await page.getByLabel('On', { exact: true }).fill('2026-11-24')
  await expect(page).toHaveURL(/on=2026-11-24/)

  await answer.getByRole('button', { name: 'In 3 parts' }).click()
  await expect(answer).toContainText('Yes, in 3 parts.')
  await answer.getByRole('button', { name: 'At once' }).click()
  await answer.getByRole('button', { name: 'Plan it' }).click()
  await expect(page).not.toHaveURL(/cost=/)
  expect(await safeToSpend(page)).toBe(94_000)
  const changed = page.getByRole('region', { name: /^What changed/ })
  await expect(changed).toContainText('£60.00 less is safe to spend: it was £1,000.00 and is £940.00.')
  await changed.getByRole('button', { name: 'Why' }).click()
  const lines = changed.getByRole('table', { name: 'What changed, line by line' }).getByRole('row')
  await expect(lines.last()).toContainText('In all−£60.00')
  await lines.nth(1).getByRole('link').click()
  await expect(page).toHaveURL(/\/plans/)
})
