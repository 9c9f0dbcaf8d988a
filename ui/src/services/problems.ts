/** What went wrong, as a sentence with what to do; problems arrive as RFC 9457 bodies with a `code`. */

export interface Problem {
  title: string
  status: number
  code: string
  detail?: string | null
  errors?: { field: string; message: string }[]
}

const SENTENCES: Record<string, string> = {
  invalid_credentials: 'That email and password don’t match. Check both and try again.',
  email_taken: 'There is already an account with this email. Sign in instead.',
  too_many_attempts: 'Too many tries. Wait a few minutes and try again.',
  access_denied: 'You stopped at the bank, so nothing was connected. You can try again whenever you like.',
  user_cancelled: 'You stopped at the bank, so nothing was connected. You can try again whenever you like.',
  invalid_state: 'That link from the bank had expired or was already used. Start connecting again from here.',
  bank_unavailable:
    'The bank isn’t answering at the moment. Nothing was changed; try again in a little while.',
  consent_expired: 'The bank wants you to sign in again before it shares anything more.',
}

export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'status' in error && 'code' in error
}

export function problemStatus(error: unknown): number | null {
  return isProblem(error) ? error.status : null
}

export function problemCode(error: unknown): string | null {
  return isProblem(error) ? error.code : null
}

export function problemSentence(error: unknown): string {
  if (!isProblem(error)) return 'We couldn’t reach the app. Check your connection and try again.'
  const known = SENTENCES[error.code]
  if (known) return known
  if (error.status === 429) return SENTENCES.too_many_attempts ?? error.title
  if (error.status >= 500) return 'Something went wrong on our side. Nothing was lost; try again in a moment.'
  return error.detail || error.title
}

/** The sentence for a code that came back in a link from the bank. */
export function codeSentence(code: string): string {
  return SENTENCES[code] ?? 'The bank didn’t finish connecting. Nothing was changed; try again.'
}

export function fieldProblems(error: unknown): { field: string; message: string }[] {
  return isProblem(error) ? (error.errors ?? []) : []
}
