import { expect, test } from '@playwright/test'
import { asNewcomer, keepAccountByHand } from './steps'

test.describe('Goals', () => {
  test('say what they need a month, and take money that can be taken back', async ({ page }) => {
    await asNewcomer(page)
    await keepAccountByHand(page, 'Bills account', '1000')
    await page.goto('/goals')
    await page.getByRole('button', { name: 'Add a goal' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('What for').fill('Boiler')
    await sheet.getByLabel('How much').fill('1200')
    await sheet.getByLabel('By').fill('2027-11-19')
    await sheet.getByRole('button', { name: 'Add the goal' }).click()
    await expect(sheet).toBeHidden()

    const goal = page.getByRole('listitem', { name: 'Boiler' })
    await expect(goal).toContainText('£100.00 a month gets there')
    await expect(page.getByTestId('safe-to-add')).toHaveText('£1,000.00')

    await goal.getByRole('button', { name: 'Add money to Boiler' }).click()
    await sheet.getByLabel('Put aside now').fill('200')
    await sheet.getByRole('button', { name: 'Add it' }).click()
    await expect(goal).toContainText('£200.00 of £1,200')
    await goal.getByRole('button', { name: 'Take it back' }).click()
    await expect(goal).toContainText('£0.00 of £1,200')
  })
})
