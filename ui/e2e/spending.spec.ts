import { expect, test } from '@playwright/test'
import { asVisitor, pence } from './steps'

test('Spending adds up however it is cut, opens into its rows, and takes a person’s word', async ({
  page,
}) => {
  await asVisitor(page)
  await page.goto('/spending')
  const spent = page.getByTestId('spent')
  const total = await pence(spent)
  expect(total).toBeGreaterThan(0)

  for (const by of ['Merchant', 'Account', 'Category']) {
    await page.getByRole('radio', { name: by }).click()
    await expect(page.getByRole('columnheader', { name: by, exact: true })).toBeVisible()
    expect(await pence(page.getByTestId('groups-total'))).toBe(total)
  }

  const months = page.getByRole('radiogroup', { name: 'Spending month by month' })
  await months.getByRole('radio', { checked: true }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(/month=2026-10/)
  await expect(page.getByRole('heading', { name: 'Spent in October', exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Spent in October', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Show the numbers' }).click()
  const october = page
    .getByRole('table', { name: 'Spending of each month' })
    .getByRole('row', { name: /^October/ })
  await expect(october).toContainText((await spent.textContent()) ?? 'an amount')

  await page.getByRole('link', { name: 'Groceries' }).click()
  await expect(page.getByRole('heading', { name: 'Spent on Groceries in October' })).toBeVisible()
  await page.getByRole('link', { name: /^\d+ payments$/ }).click()
  await expect(page).toHaveURL(/\/transactions\?.*category=groceries/)
  const row = page.getByRole('main').getByRole('listitem').first()
  await expect(row).toContainText('Groceries')
  await row.getByRole('link').click()

  await expect(page.getByRole('heading', { name: 'What it is' })).toBeVisible()
  await page.getByRole('main').getByLabel('Category').selectOption({ label: 'Gifts & charity' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('You said so.')).toBeVisible()
  await page.goto('/spending?month=2026-10')
  await expect(page.getByRole('link', { name: 'Gifts & charity' })).toBeVisible()
})

test('What stands out can be put away for good, and brought back', async ({ page }) => {
  await asVisitor(page)
  await page.goto('/spending')
  const first = page.getByRole('button', { name: /^Put away:/ }).first()
  const name = (await first.getAttribute('aria-label')) ?? ''
  await first.click()
  await expect(page.getByText('Put away for good')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name }).first()).toBeVisible()
})
