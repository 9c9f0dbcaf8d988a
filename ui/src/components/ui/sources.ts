/** What a line of a figure or of a change can be of. */
export type LineSource =
  | 'account'
  | 'buffer'
  | 'card_repayment'
  | 'commitment'
  | 'everyday'
  | 'goal'
  | 'overdraft'
  | 'payday'
  | 'payment_plan'
  | 'planned_item'
  | 'transaction'
  | 'what_if'

const KNOWN: Record<LineSource, true> = {
  account: true,
  buffer: true,
  card_repayment: true,
  commitment: true,
  everyday: true,
  goal: true,
  overdraft: true,
  payday: true,
  payment_plan: true,
  planned_item: true,
  transaction: true,
  what_if: true,
}

/** A change names its source as text; one this app doesn't know leads nowhere. */
export function knownSource(source: string): LineSource {
  return Object.hasOwn(KNOWN, source) ? (source as LineSource) : 'what_if'
}

interface Named {
  source: string
  source_id: string | null
  date: string
  label: string
}

/** Lines with a key each, though two may say the same. */
export function keyed<T extends Named>(lines: readonly T[]): { key: string; line: T }[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const name = `${line.source}-${line.source_id}-${line.date}-${line.label}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return { key: `${name}-${times}`, line }
  })
}
