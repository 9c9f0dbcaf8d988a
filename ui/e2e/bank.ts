/** The demo bank as a test may play it: slow, of another mind, or at the end of its consent. */
import { expect, type Page } from '@playwright/test'

export interface BankRow {
  key: string
  day: string
  amount: number
  description: string
}

/** Where the demo bank is, as a link to it says. */
async function address(page: Page): Promise<string> {
  const answer = await page.request.get('/api/v1/banking/connect?provider_id=ob-demo-highstreet', {
    // An idle connection may be closed just as it is used again.
    maxRetries: 2,
  })
  expect(answer.ok()).toBe(true)
  return new URL((await answer.json()).auth_url).origin
}

async function control(page: Page, method: string, path: string, data?: unknown): Promise<void> {
  const answer = await page.request.fetch(`${await address(page)}/_control${path}`, {
    method,
    data,
    maxRetries: 2,
  })
  expect(answer.status(), path).toBeLessThan(300)
}

export async function connectHarbour(page: Page): Promise<void> {
  await page.goto('/connect')
  await page.getByRole('button', { name: /Harbour Bank/ }).click()
  await allow(page)
  await outcome(page)
}

export async function allow(page: Page): Promise<void> {
  await page.getByRole('button', { name: /allow|agree|approve|continue|confirm|share/i }).click()
  await expect(page).toHaveURL(/\/connections/)
}

export async function outcome(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /accounts? read/ })).toBeVisible({
    timeout: 30_000,
  })
}

/** Read the bank again and wait for what came of it. */
export async function update(page: Page): Promise<void> {
  await page.goto('/connections')
  await page.getByRole('button', { name: 'Update now, Harbour Bank' }).click()
  await outcome(page)
}

export async function slowly(page: Page, seconds: number): Promise<void> {
  await control(page, 'POST', '/faults', {
    match: 'GET /data/v1/accounts/*/transactions',
    slow_seconds: seconds,
    count: 1,
  })
}

/** Every call is refused and no token is given any more, as when a person withdrew at the bank. */
export async function consentEnded(page: Page): Promise<void> {
  await control(page, 'POST', '/faults', { match: 'GET /data/v1/*', error: 'access_denied' })
  await control(page, 'POST', '/faults', {
    match: 'POST /connect/token',
    error: 'invalid_grant',
    status: 400,
  })
}

/** Whether the bank goes on sharing by the person's word alone; it asks for a visit otherwise. */
export async function extendsByWord(page: Page, isEnough: boolean): Promise<void> {
  await control(page, 'POST', '/switches', { extend_outcome: isEnough ? 'no_action_needed' : '' })
}

export async function allWellAgain(page: Page): Promise<void> {
  await control(page, 'DELETE', '/faults')
}

const SAVER = 'harbour-saver'

export async function holds(page: Page, rows: BankRow[]): Promise<void> {
  await control(
    page,
    'PUT',
    `/pending/${SAVER}`,
    rows.map((row) => ({ ...row, account: SAVER })),
  )
}

export async function books(page: Page, row: BankRow): Promise<void> {
  await control(page, 'POST', '/rows', { ...row, account: SAVER })
}

export async function unbooks(page: Page, key: string): Promise<void> {
  await control(page, 'DELETE', `/rows/${key}`)
}
