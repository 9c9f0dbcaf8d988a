/** What a person does, in their words; the specs are made of these. */
import { expect, type Locator, type Page } from '@playwright/test'

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
