import { chromium } from '@playwright/test'

const base = process.argv[2],
  out = process.argv[3],
  paths = process.argv.slice(4)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' })
for (const [name, vp, scheme] of [
  ['d', { width: 1440, height: 900 }, 'light'],
  ['p', { width: 390, height: 844 }, 'dark'],
]) {
  const ctx = await browser.newContext({ viewport: vp, colorScheme: scheme })
  const page = await ctx.newPage()
  page.on('pageerror', (e) => console.log('pageerror', e.message))
  await page.goto(base + '/sign-in')
  await page.getByRole('button', { name: /look around/i }).click()
  await page.waitForURL((u) => !u.pathname.includes('sign-in'), { timeout: 60000 })
  for (const p of paths) {
    await page.goto(base + p)
    await page.waitForLoadState('networkidle').catch(() => {})
    await page.waitForTimeout(600)
    await page.screenshot({ path: `${out}/${name}${p.replaceAll('/', '_')}.png`, fullPage: true })
  }
}
await browser.close()
