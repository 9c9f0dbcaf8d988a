/** The only place where whole minor units become text, and text becomes minor units. */

const MINUS = '\u2212'

type Sign = 'auto' | 'always' | 'never'

export interface MoneyParts {
  sign: string
  symbol: string
  whole: string
  fraction: string
}

export interface MoneyOptions {
  /** `always` shows + on money in; `never` shows the size only, where words or an operator say the direction. */
  sign?: Sign
  /** Leave the pence out when there are none. */
  short?: boolean
}

export function moneyParts(minor: number, currency: string, options: MoneyOptions = {}): MoneyParts {
  const { sign = 'auto', short = false } = options
  const digits = minorDigits(currency)
  const isWhole = minor % 10 ** digits === 0
  const parts = formatter(currency, short && isWhole ? 0 : digits).formatToParts(
    decimal(Math.abs(minor), digits),
  )
  const text = (types: string[]): string =>
    parts
      .filter((part) => types.includes(part.type))
      .map((part) => part.value)
      .join('')

  return {
    sign: signOf(minor, sign),
    symbol: text(['currency']),
    whole: text(['integer', 'group']),
    fraction: text(['decimal', 'fraction']),
  }
}

export function formatMoney(minor: number, currency: string, options: MoneyOptions = {}): string {
  const { sign, symbol, whole, fraction } = moneyParts(minor, currency, options)
  return `${sign}${symbol}${whole}${fraction}`
}

/** Return the minor units a person typed, or null when it isn't an amount. */
export function parseMoney(text: string, currency: string): number | null {
  const digits = minorDigits(currency)
  const plain = text.replace(/[\s,£$€]/g, '').replace(/^[\u2212\u2013]/, '-')
  const match = /^(-?)(\d{1,12})(?:\.(\d*))?$/.exec(plain)
  if (!match) return null
  const [, sign, whole = '', fraction = ''] = match
  if (fraction.length > digits) return null
  const minor = Number(whole + fraction.padEnd(digits, '0'))
  return sign && minor > 0 ? -minor : minor
}

/** Return what a money field shows for an amount: "1234.50", with no sign of its currency. */
export function moneyInput(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  return `${minor < 0 ? '-' : ''}${decimal(Math.abs(minor), digits)}`
}

export function currencySymbol(currency: string): string {
  return moneyParts(0, currency).symbol
}

function signOf(minor: number, sign: Sign): string {
  if (sign === 'never' || minor === 0) return ''
  if (minor < 0) return MINUS
  return sign === 'always' ? '+' : ''
}

function decimal(minor: number, digits: number): Intl.StringNumericLiteral {
  const text = String(minor).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return (digits === 0 ? whole : `${whole}.${text.slice(-digits)}`) as Intl.StringNumericLiteral
}

function minorDigits(currency: string): number {
  return formatter(currency).resolvedOptions().maximumFractionDigits ?? 2
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(currency: string, digits?: number): Intl.NumberFormat {
  const key = `${currency}${digits ?? ''}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  })
  formatters.set(key, made)
  return made
}
