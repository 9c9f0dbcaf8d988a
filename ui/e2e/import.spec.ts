import { expect, type Page, test } from '@playwright/test'
import { asNewcomer, keepAccountByHand } from './steps'

const MONZO = `Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In
tx_01,02/11/2026,08:14:02,Card payment,Harbour Bakery,,Eating out,-3.20,GBP,-3.20,GBP,,,,HARBOUR BAKERY BRISTOL GBR,,-3.20,
tx_02,02/11/2026,08:16:40,Card payment,Harbour Bakery,,Eating out,-3.20,GBP,-3.20,GBP,,,,HARBOUR BAKERY BRISTOL GBR,,-3.20,
tx_03,06/11/2026,00:05:00,Faster payment,Robin Marsh,,Income,120.00,GBP,120.00,GBP,,,,Rent share,,,120.00
`
const UNKNOWN = `When,Who,How much
03/04/2026,Harbour Bakery,3.20
05/06/2026,Orchard Grocers,42.10
07/08/2026,Quay Cinema,abc
`

async function choose(page: Page, name: string, content: string): Promise<void> {
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
}

test.describe('Importing a file', () => {
  test('recognises the bank, adds each transaction once, and can be taken back', async ({ page }) => {
    await asNewcomer(page)
    await page.goto('/connections')
    await page.getByRole('link', { name: 'Import a file', exact: true }).click()
    await choose(page, 'monzo.csv', MONZO)

    await expect(page.getByText(/^Monzo CSV/)).toBeVisible()
    await page.getByLabel(/^Balance after/).fill('500')
    await page.getByRole('button', { name: 'Add 3 transactions' }).click()
    await expect(page.getByText('3 transactions added to Monzo current account.')).toBeVisible()

    await page.getByRole('button', { name: 'Import another file' }).click()
    await choose(page, 'monzo-again.csv', MONZO)
    await expect(page.getByRole('button', { name: 'Nothing to add: finish' })).toBeVisible()
    await page.getByRole('button', { name: 'Choose another file' }).click()

    await page.goto('/connections')
    await expect(page.getByRole('region', { name: 'Your money' })).toContainText('£500.00')

    await page.goto('/import')
    await page.getByRole('button', { name: 'Take back' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByRole('alertdialog')).toBeHidden()
    await page.goto('/connections')
    await expect(page.getByText('No accounts yet')).toBeVisible()
  })

  test('asks what only the person can tell, and shows it at once', async ({ page }) => {
    await asNewcomer(page)
    await page.goto('/import')
    await choose(page, 'statement.csv', UNKNOWN)

    await expect(page.getByRole('button', { name: /^Add/ })).toBeDisabled()
    await page.getByRole('radio', { name: 'Month first' }).click()
    await expect(page.getByText('Sun 5 Apr')).toHaveCount(0)
    await page.getByLabel('A minus means').selectOption('minus_is_in')
    await expect(page.getByText('−£42.10')).toBeVisible()
    await expect(page.getByText('“abc” is not an amount we can read.')).toBeVisible()

    await page.reload()
    await expect(page.getByText('−£42.10')).toBeVisible()
    await page.getByRole('button', { name: 'Add 2 transactions' }).click()
    await expect(page.getByText(/^2 transactions added/)).toBeVisible()
  })

  test('says what to do about a file that is none', async ({ page }) => {
    await asNewcomer(page)
    await page.goto('/import')
    await choose(page, 'statement.pdf.csv', '%PDF-1.7')
    await expect(page.getByRole('alert')).toContainText('This is a PDF')
  })
})

test.describe('An account kept by hand', () => {
  test('counts on from the balance said last and keeps what was said before', async ({ page }) => {
    await asNewcomer(page)
    await keepAccountByHand(page, 'Tin', '100')
    await page.getByRole('button', { name: 'Add a transaction to Tin' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Amount').fill('12.50')
    await sheet.getByLabel('What for').fill('Flowers')
    await sheet.getByRole('button', { name: 'Add transaction' }).click()
    await expect(sheet).toBeHidden()
    await expect(page.getByRole('region', { name: 'Your money' })).toContainText('£87.50')

    await page.getByRole('button', { name: 'Balances of Tin' }).click()
    await sheet.getByLabel('It held').fill('80')
    await sheet.getByRole('button', { name: 'Save balance' }).click()
    await expect(sheet.getByText('−£7.50 that no transaction explains')).toBeVisible()
    await sheet.getByRole('button', { name: 'Close' }).click()
    await expect(page.getByRole('region', { name: 'Your money' })).toContainText('£80.00')
  })
})

test.describe('Taking the data along', () => {
  test('offers everything and the transactions of a filter as files', async ({ page }) => {
    await asNewcomer(page)
    await page.goto('/settings')
    const [everything] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as JSON' }).click(),
    ])
    expect(everything.suggestedFilename()).toMatch(/^finance-tracker-.*\.json$/)
  })
})
