import { createRequire } from 'node:module'
import { expect, type Page, test } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { lookAround } from './steps'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const INSIDE = [
  '/',
  '/forecast',
  '/forecast?cost=25000',
  '/more',
  '/commitments',
  '/commitments?add=bill',
  '/spending',
  '/spending?by=merchant&versus=2026-09&back=25',
  '/spending?category=groceries',
  '/spending/sorting',
  '/spending/sorting?show=merchants',
  '/spending/sorting?show=categories',
  '/commitments?view=calendar',
  '/commitments?view=calendar&day=2026-11-20&guesses=true',
  '/payday',
  '/transactions',
  '/plans',
  '/plans?add=plan',
  '/cards',
  '/goals',
  '/goals?add=goal',
  '/connections',
  '/connect',
  '/import',
  '/settings',
]
const OUTSIDE = ['/sign-in', '/create-account']

for (const theme of ['light', 'dark'] as const) {
  test.describe(`In the ${theme} theme`, () => {
    test.use({ colorScheme: theme, reducedMotion: 'reduce', bypassCSP: true })

    test('no page has a serious barrier', async ({ page }) => {
      test.setTimeout(120_000)
      for (const path of OUTSIDE) await expectNoBarrier(page, path)
      await lookAround(page)
      for (const path of INSIDE) await expectNoBarrier(page, path)
      await expectNoBarrier(page, await aTransaction(page))
    })
  })
}

async function aTransaction(page: Page): Promise<string> {
  const answer = await page.request.get('/api/v1/banking/transactions?limit=1')
  const { items } = await answer.json()
  return `/transactions/${items[0].id}`
}

async function expectNoBarrier(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(page.locator('.skeleton')).toHaveCount(0)
  await page.addScriptTag({ path: AXE })
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  )
  const barriers = results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${path}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  expect(barriers).toEqual([])
}
