import { expect, type Page, test } from '@playwright/test'
import { asVisitor, call, pence } from './steps'

/** The household looked around in is everybody's: each test leaves it as it was. */
test.beforeEach(async ({ page }) => asVisitor(page))

interface Row {
  id: string
  amount: number
  description: string
}

async function rows(page: Page, query: string): Promise<Row[]> {
  return (await call(page, 'GET', `/banking/transactions?${query}`)).items
}

async function open(page: Page, query: string): Promise<Row> {
  const [row] = await rows(page, `${query}&limit=1`)
  if (!row) throw new Error(`nothing for ${query}`)
  await page.goto(`/transactions/${row.id}`)
  await expect(page.getByRole('heading', { name: 'What it is' })).toBeVisible()
  return row
}

const said = (page: Page) => expect(page.getByText('Saved, and the totals with it.')).toBeVisible()

test('One payment is split into parts that come to the penny, and made one again', async ({ page }) => {
  await open(page, 'q=Waitrose&status=booked&from=2026-11-01&to=2026-11-19')
  const whole = Math.abs(await pence(page.locator('h1 + p')))
  await page.getByRole('button', { name: 'Split into parts' }).click()
  const save = page.getByRole('button', { name: 'Save parts' })
  const amounts = page.getByLabel('Amount')
  await amounts.nth(0).fill('5')
  await expect(save).toBeDisabled()
  await page.getByLabel('Part 2').selectOption({ label: 'Gifts & charity' })
  await amounts.nth(1).fill(((whole - 501) / 100).toFixed(2))
  await expect(page.getByText('£0.01 still to place')).toBeVisible()
  await expect(save).toBeDisabled()
  await amounts.nth(1).fill(((whole - 500) / 100).toFixed(2))
  await expect(page.getByText('The parts come to the whole.')).toBeVisible()
  await save.click()
  await said(page)
  const part = page.getByText('Gifts & charity').locator('..')
  expect(Math.abs(await pence(part.getByText('£')))).toBe(whole - 500)

  await page.goto('/spending?category=gifts_charity')
  await expect(page.getByRole('link', { name: 'Waitrose' }).first()).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: 'Make it one again' }).click()
  await expect(page.getByRole('button', { name: 'Split into parts' })).toBeVisible()
})

test('Two halves of a move are told apart, and put together again', async ({ page }) => {
  const row = await open(page, 'kind=transfer&q=PEBBLE')
  await expect(page.getByText('are one move')).toBeVisible()
  await page.getByRole('button', { name: 'They don’t belong together' }).click()
  await page.getByRole('button', { name: 'It moved between my accounts' }).click()
  await page.getByRole('button', { name: 'It’s this' }).first().click()
  await expect(page.getByText(/^You said this and/)).toBeVisible()
  await page.getByRole('link', { name: /A MORGAN, / }).click()
  await expect(page.getByRole('link', { name: new RegExp(`^${row.description}, `) })).toBeVisible()
})

test('Money back is for a purchase: found, taken off, and told', async ({ page }) => {
  await open(page, 'kind=refund')
  await expect(page.getByText(/^Money back for/)).toBeVisible()
  await page.getByRole('button', { name: 'It isn’t for this' }).click()
  await page.getByRole('button', { name: 'It’s money back for a purchase' }).click()
  await expect(page.getByLabel('The purchase')).toHaveValue('Amazon')
  await page.getByRole('button', { name: 'It’s for this' }).first().click()
  const purchase = page.getByText(/^Money back for/).getByRole('link')
  const name = (await purchase.textContent()) ?? ''
  await purchase.click()
  await expect(page.getByText(name.split(',')[0] ?? '').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Split into parts' })).toBeVisible()
})

test('A rule is begun from a payment, shown before it is made, and asked about before it goes', async ({
  page,
}) => {
  await open(page, 'q=Greggs')
  await page.getByRole('link', { name: 'Make a rule for payments like it' }).click()
  await expect(page.getByLabel('Its statement says')).toHaveValue(/greggs/i)
  await page.getByLabel('Its statement says').fill('greggs')
  await page.getByLabel('Put it in').selectOption({ label: 'Entertainment' })
  await page.getByRole('button', { name: 'See what it would change' }).click()
  await expect(page.getByText(/^(\d+) payments like this so far; \1 payments would change\.$/)).toBeVisible()
  await page.getByRole('button', { name: 'Make the rule' }).click()
  await expect(page.getByText(/^\d+ payments sorted again\.$/)).toBeVisible({ timeout: 20_000 })
  expect(await rows(page, 'q=Greggs&category=entertainment&limit=1')).toHaveLength(1)

  await page.getByRole('button', { name: /^Delete the rule for statements saying “greggs”/ }).click()
  const asked = page.getByRole('alertdialog')
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: /^Delete the rule for statements saying “greggs”/ }).click()
  await asked.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('“greggs”')).toHaveCount(0)
  await expect.poll(async () => (await rows(page, 'q=Greggs&category=entertainment&limit=1')).length).toBe(0)
})

test('A merchant is renamed and two are made one, each shown before', async ({ page }) => {
  const name = async (from: string, to: string) => {
    await page.goto(`/spending/sorting?show=merchants&q=${from}`)
    await page.getByRole('button', { name: `Rename ${from}`, exact: true }).click()
    await page.getByLabel('New name').fill(to)
    await page.getByRole('button', { name: 'See what it would change' }).click()
  }
  await name('Itsu', 'Noodles by the office')
  await expect(page.getByText(/^\d+ payments would carry this name/)).toBeVisible()
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await page.getByLabel('Search').fill('Noodles')
  await expect(page.getByRole('button', { name: 'Rename Noodles by the office' })).toBeVisible()
  await name('Noodles by the office', 'Itsu')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await page.getByLabel('Search').fill('Itsu')
  await expect(page.getByRole('button', { name: 'Rename Itsu' })).toBeVisible()

  // Left at the question: made one, they could not be told apart again.
  await name('Itsu', 'Pret A Manger')
  await expect(page.getByText(/would go to Pret A Manger, and the two become one/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Make them one' })).toBeEnabled()
})

test('A category of one’s own is made, renamed, and its payments go where one says', async ({ page }) => {
  const own = `Allotment ${Date.now()}`
  await page.goto('/spending/sorting?show=categories')
  await page.getByLabel('A new category').fill(own)
  await page.getByRole('button', { name: 'Add category' }).click()
  await page.getByRole('button', { name: `Rename ${own}` }).click()
  await page.getByLabel('New name').fill(`${own} hut`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`${own} hut`, { exact: true })).toBeVisible()

  await page.goto('/transactions?category=cash')
  await page.getByRole('button', { name: 'Change several' }).click()
  const first = page.getByRole('main').getByRole('listitem').first().getByRole('link')
  const address = (await first.getAttribute('href')) ?? 'a row'
  for (const place of [0, 1]) await page.getByRole('checkbox', { name: /^Tick/ }).nth(place).check()
  await expect(page.getByText('2 transactions ticked')).toBeVisible()
  await page.getByLabel('Put them in').selectOption({ label: `${own} hut` })
  await page.getByLabel('Count them as').selectOption({ label: 'Spending' })
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: /^Tick/ })).toHaveCount(0)

  await page.goto('/spending/sorting?show=categories')
  await page.getByRole('button', { name: `Delete ${own} hut` }).click()
  const asked = page.getByRole('alertdialog')
  await asked.getByLabel('They go to').selectOption({ label: 'Cash' })
  await asked.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText(`${own} hut`, { exact: true })).toHaveCount(0)
  await page.goto('/transactions?category=cash')
  await expect(page.locator(`a[href="${address}"]`)).toBeVisible()
})

test('What is filtered is taken along as a file of the same rows', async ({ page }) => {
  await page.goto('/transactions?q=Thames')
  await expect(page.getByRole('main').getByRole('listitem').first()).toContainText('Thames Water')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as CSV' }).click(),
  ])
  const text = await (await file.createReadStream()).toArray()
  const lines = Buffer.concat(text).toString('utf8').trim().split(/\r?\n/)
  expect(lines).toHaveLength(25)
  for (const line of lines.slice(1)) expect(line).toMatch(/thames/i)
})
