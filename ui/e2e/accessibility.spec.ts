import { createRequire } from 'node:module'
import { expect, type Page, test } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { asVisitor } from './steps'

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

test.use({ reducedMotion: 'reduce', bypassCSP: true })

// What a page is made of is the same in both themes, and its colours are on every screen.
test('no page has a serious barrier in either theme', async ({ page, isMobile }) => {
  test.setTimeout(150_000)
  for (const path of OUTSIDE) await expectNoBarrier(page, path, !isMobile)
  await asVisitor(page)
  for (const path of INSIDE) await expectNoBarrier(page, path, !isMobile)
  await expectNoBarrier(page, await aTransaction(page), !isMobile)
})

async function aTransaction(page: Page): Promise<string> {
  const answer = await page.request.get('/api/v1/banking/transactions?limit=1')
  const { items } = await answer.json()
  return `/transactions/${items[0].id}`
}

async function expectNoBarrier(page: Page, path: string, inBoth: boolean): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(path)
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(page.locator('.skeleton')).toHaveCount(0)
  await page.addScriptTag({ path: AXE })
  expect(await barriers(page, path), 'light').toEqual([])
  if (!inBoth) return
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await barriers(page, path, ['color-contrast']), 'dark').toEqual([])
}

async function barriers(page: Page, path: string, rules?: string[]): Promise<string[]> {
  const results = await page.evaluate(
    (only) =>
      (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
        resultTypes: ['violations'],
        preload: false,
        ...(only && { runOnly: only }),
      }),
    rules,
  )
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${path}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
