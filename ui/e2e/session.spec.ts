import { expect, test } from '@playwright/test'
import { asNewcomer, createAccount, PASSWORD, signIn } from './steps'

test.describe('Signing in and out', () => {
  test('returns to the page that was asked for', async ({ page }) => {
    const email = await createAccount(page)
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()

    await page.goto('/commitments')
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await signIn(page, email)
    await expect(page).toHaveURL(/\/commitments$/)
    await expect(page.getByRole('heading', { name: 'Commitments', exact: true })).toBeVisible()
  })

  test('says in place that the password is wrong', async ({ page }) => {
    const email = await asNewcomer(page)
    await page.context().clearCookies()
    await page.goto('/sign-in')

    await signIn(page, email, 'not the password at all')

    await expect(page.getByRole('alert')).toContainText('That email and password don’t match')
    await expect(page.getByLabel('Email')).toHaveValue(email)
  })

  test('changes the password, and takes the new one only', async ({ page }) => {
    const email = await asNewcomer(page)
    await page.goto('/settings')
    await page.getByLabel('Password now').fill('not the password at all')
    await page.getByLabel('New password').fill('a lamp, a barge, a quince')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('That isn’t the password you have now.')).toBeVisible()
    await page.getByLabel('Password now').fill(PASSWORD)
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('Changed.')).toBeVisible()

    await page.getByRole('button', { name: 'Sign out' }).click()
    await signIn(page, email, 'a lamp, a barge, a quince')
    await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible()
  })

  test('asks for a longer password before anything is sent', async ({ page }) => {
    await page.goto('/create-account')
    await page.getByLabel('Email').fill('short@example.com')
    await page.getByLabel('Password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Create account' }).click()

    await expect(page.getByText(/^Use at least \d+ characters\.$/)).toBeVisible()
    await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  })
})
