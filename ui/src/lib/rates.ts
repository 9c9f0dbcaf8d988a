/** Yearly rates as a person types and reads them, in per cent. */

/** Return the rate as the API takes it, null when empty, undefined when it isn't one. */
export function parseRate(text: string): number | null | undefined {
  const plain = text.replace(/[\s%]/g, '')
  if (plain === '') return null
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(plain)) return undefined
  const percent = Number(plain)
  // The API reads anything below one as a fraction, so less than one per cent is sent as one.
  return percent < 1 ? Number((percent / 100).toFixed(6)) : percent
}

export function rateInput(percent: number | null): string {
  return percent === null ? '' : String(percent)
}

/** "24.9%". */
export function rateInWords(percent: number): string {
  return `${percent}%`
}
