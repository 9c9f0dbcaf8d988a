/** What a person does, in their words; the specs are made of these. */
import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test'

export const PASSWORD = 'a kettle, a ladder, a pear'

let people = 0

/** An address nobody has registered yet. */
export function newEmail(): string {
  people += 1
  return `person-${process.pid}-${Date.now()}-${people}@example.com`
}

export async function createAccount(page: Page, email = newEmail()): Promise<string> {
  await page.goto('/create-account')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible()
  return email
}

export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export async function lookAround(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Look around' }).click()
  await expect(page.getByTestId('safe-to-spend')).toBeVisible({ timeout: 40_000 })
}

/** The same without the way there: it is walked in specs about it. */
export async function asVisitor(page: Page): Promise<void> {
  const answer = await page.request.post('/api/v1/auth/demo', { timeout: 60_000, maxRetries: 2 })
  expect(answer.ok()).toBe(true)
}

/** A new household, signed in to, without the form. */
export async function asNewcomer(page: Page, email = newEmail()): Promise<string> {
  const answer = await page.request.post('/api/v1/auth/register', {
    data: { email, password: PASSWORD },
    maxRetries: 2,
  })
  expect(answer.status()).toBe(201)
  return email
}

/** Change something where the page isn't what is tried. */
export async function call(page: Page, method: string, path: string, data?: unknown) {
  const cookies = await page.context().cookies()
  const token = cookies.find(({ name }) => name === 'csrf_token')?.value ?? ''
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    data,
    headers: { 'X-CSRF-Token': token },
    maxRetries: 2,
  })
  expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true)
  return answer.status() === 204 ? null : await answer.json()
}

/** A household made once for the tests of a file; each of them starts signed in to it. */
export function sharing(prepare: (page: Page) => Promise<void>): void {
  let state: Awaited<ReturnType<BrowserContext['storageState']>> | undefined
  test.beforeAll(async ({ browser }, { project }) => {
    test.setTimeout(90_000)
    const { baseURL, locale, timezoneId } = project.use
    const context = await browser.newContext({ baseURL, locale, timezoneId, storageState: undefined })
    const page = await context.newPage()
    await prepare(page)
    state = await context.storageState()
    await context.close()
  })
  // biome-ignore lint/correctness/noEmptyPattern: which fixtures are wanted is read from the pattern
  test.use({ storageState: ({}, use) => use(state) })
}

export async function keepAccountByHand(page: Page, name: string, balance: string): Promise<void> {
  await page.goto('/connections?add=account')
  const form = page.getByRole('dialog')
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Balance now').fill(balance)
  await form.getByRole('button', { name: 'Add account' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
}

interface CommitmentByHand {
  add: 'income' | 'bill'
  name: string
  amount: string
  rhythm: string
  nextOn: string
}

export async function addCommitment(page: Page, entered: CommitmentByHand): Promise<void> {
  await page.goto(`/commitments?add=${entered.add}`)
  const form = page.getByRole('dialog')
  await form.getByLabel('Name').fill(entered.name)
  await form.getByLabel('Amount', { exact: true }).fill(entered.amount)
  await form.getByLabel('How often').selectOption({ label: entered.rhythm })
  await form.getByLabel('Next on').fill(entered.nextOn)
  await form.getByRole('button', { name: entered.add === 'income' ? 'Add income' : 'Add bill' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('link', { name: new RegExp(entered.name) })).toBeVisible()
}

/** The hero figure in pence, read as a person reads it. */
export async function safeToSpend(page: Page): Promise<number> {
  await page.goto('/')
  return pence(page.getByTestId('safe-to-spend'))
}

export async function pence(money: Locator): Promise<number> {
  const text = ((await money.textContent()) ?? '').replace(/[£,\s]/g, '')
  const [whole = '0', fraction = '00'] = text.replace('\u2212', '').split('.')
  return (text.startsWith('\u2212') ? -1 : 1) * (Number(whole) * 100 + Number(fraction))
}
