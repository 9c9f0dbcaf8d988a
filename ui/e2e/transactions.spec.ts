import { expect, type Page, test } from '@playwright/test'
import { asVisitor } from './steps'

const rows = (page: Page) => page.getByRole('listitem').filter({ hasText: '£' })

async function showAllFilters(page: Page): Promise<void> {
  const more = page.getByRole('button', { name: 'Dates and more' })
  if (await more.isVisible()) await more.click()
}

test.describe('Transactions', () => {
  test('keeps its filters in the address, through a reload and the back button', async ({ page }) => {
    await asVisitor(page)
    await page.goto('/transactions')
    await expect(rows(page).first()).toBeVisible()

    await page.getByLabel('Search').fill('amazon')
    await expect(page).toHaveURL(/q=amazon/)
    await showAllFilters(page)
    await page.getByLabel('From').fill('2026-10-01')
    await expect(page).toHaveURL(/from=2026-10-01/)
    await page.getByLabel('Kind').selectOption('Spending')
    await expect(page).toHaveURL(/kind=spending/)
    await expect(rows(page).first()).toContainText('Amazon')

    await page.reload()
    await expect(page.getByLabel('Search')).toHaveValue('amazon')
    await expect(page.getByLabel('From')).toHaveValue('2026-10-01')
    await expect(rows(page).first()).toContainText('Amazon')

    await page.goBack()
    await expect(page.getByLabel('Kind')).toHaveValue('')
    await page.goBack()
    await expect(page).not.toHaveURL(/from=/)
    await expect(page.getByLabel('Search')).toHaveValue('amazon')
    await page.goBack()
    await expect(page.getByLabel('Search')).toHaveValue('')
    await expect(page).toHaveURL(/\/transactions$/)
  })

  test('reads on as one goes down, past the first page', async ({ page }) => {
    await asVisitor(page)
    await page.goto('/transactions')
    await expect(rows(page)).toHaveCount(50)
    await rows(page).last().scrollIntoViewIfNeeded()
    await expect.poll(() => rows(page).count()).toBeGreaterThan(50)
  })

  test('tells all the bank said of a payment, keeps a note on it, and leads back', async ({ page }) => {
    await asVisitor(page)
    await page.goto('/transactions?q=Boots')
    await rows(page).first().getByRole('link').focus()
    await page.keyboard.press('Enter')

    await expect(page.getByRole('heading', { level: 1, name: 'Boots' })).toBeVisible()
    await expect(page.getByText('Everyday Current at Harbour Bank')).toBeVisible()
    await expect(page.getByText('transaction_id')).toBeHidden()
    await page.getByText('Show the row exactly as the bank wrote it').click()
    await expect(page.getByText(/"transaction_id"/)).toBeVisible()

    const note = `For the first-aid box, ${Date.now()}`
    await page.getByLabel('Your note').fill(note)
    await page.getByRole('button', { name: 'Save note' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await page.reload()
    await expect(page.getByLabel('Your note')).toHaveValue(note)

    await page.getByRole('link', { name: 'Back' }).click()
    await expect(page).toHaveURL(/q=Boots/)
    await expect(page.getByText(note)).toBeVisible()
  })

  test('says plainly that a payment is not there', async ({ page }) => {
    await asVisitor(page)
    await page.goto('/transactions/0198c0de-0000-7000-8000-000000000001')
    await expect(page.getByText('This payment isn’t here')).toBeVisible()
    await page.goto('/transactions/nonsense')
    await expect(page.getByText('This payment isn’t here')).toBeVisible()
  })
})
