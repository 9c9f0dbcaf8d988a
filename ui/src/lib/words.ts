/** Plain words for the closed sets the API sends; nothing raw reaches a person. */

const ACCOUNT_KINDS = {
  current: 'Current account',
  savings: 'Savings',
  pot: 'Pot',
  credit_card: 'Credit card',
  charge_card: 'Charge card',
  instalment_credit: 'Pay later',
} as const

export type AccountKindName = keyof typeof ACCOUNT_KINDS

export function accountKindInWords(kind: AccountKindName): string {
  return ACCOUNT_KINDS[kind]
}

export function isCard(kind: AccountKindName): boolean {
  return kind === 'credit_card' || kind === 'charge_card' || kind === 'instalment_credit'
}

/** "One, two and three". */
export function listInWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** "1 row", "1,204 rows"; with a verb: "1 was", "3 were". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}
