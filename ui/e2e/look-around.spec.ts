import { expect, test } from '@playwright/test'
import { asVisitor, lookAround, pence } from './steps'

test.describe('Looking around', () => {
  test('shows a figure that is the sum of its terms, each opening into its lines', async ({ page }) => {
    await lookAround(page)

    const figure = await pence(page.getByTestId('safe-to-spend'))
    const terms = await page
      .getByTestId('term')
      .evaluateAll((all) => all.map((term) => Number((term as HTMLElement).dataset.minor)))
    expect(terms.reduce((sum, term) => sum + term, 0)).toBe(figure)
    expect(await pence(page.getByTestId('equation-total'))).toBe(figure)

    const asUsual = page.getByRole('button', { name: /if you spend as usual/ })
    await asUsual.click()
    await expect(page.getByRole('table', { name: /as usual, line by line/ })).toContainText(
      'Everyday spending',
    )
    await expect(page.getByRole('region', { name: /^What changed/ })).toBeVisible()
    await asUsual.click()

    const commitments = page.getByRole('button', { name: /Commitments/ })
    await commitments.focus()
    await page.keyboard.press('Enter')
    await expect(commitments).toHaveAttribute('aria-expanded', 'true')
    await expect(page.getByRole('table', { name: /Commitments, line by line/ })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(commitments).toHaveAttribute('aria-expanded', 'false')
  })

  test('leads from an account to its rows, which can be searched', async ({ page }) => {
    await asVisitor(page)
    await page.goto('/')

    await page.getByRole('region', { name: 'Your money' }).getByRole('link').first().click()
    await expect(page).toHaveURL(/\/transactions\?account=/)
    await expect(page.getByRole('listitem').first()).toBeVisible()

    await page.getByLabel('Search').fill('no shop has this name')
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await expect(page).toHaveURL(/q=no/)
  })

  test('fits a screen 320 pixels wide', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 })
    await asVisitor(page)
    for (const path of [
      '/',
      '/commitments',
      '/forecast',
      '/spending',
      '/plans',
      '/cards',
      '/goals',
      '/transactions',
      '/connections',
      '/import',
      '/settings',
    ]) {
      await page.goto(path)
      await expect(page.getByRole('main')).toBeVisible()
      await expect(page.getByRole('heading').first()).toBeVisible()
      await expect(page.locator('.skeleton')).toHaveCount(0)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    }
  })
})
