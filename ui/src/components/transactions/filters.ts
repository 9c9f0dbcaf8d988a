import { z } from 'zod'

export const KINDS = ['spending', 'income', 'transfer', 'card_repayment', 'refund'] as const

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined)

/** What the page is narrowed to, as the address says it; what an address got wrong is left out. */
export const filterSearch = z.object({
  account: z.uuid().optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  from: day,
  to: day,
  category: z.string().max(100).optional().catch(undefined),
  kind: z.enum(KINDS).optional().catch(undefined),
  status: z.enum(['pending', 'booked']).optional().catch(undefined),
  merchant: z.uuid().optional().catch(undefined),
  /** What spending is made of, its days those a row counts on: a refund counts with its purchase. */
  spending: z.literal(true).optional().catch(undefined),
})

export type Filters = z.infer<typeof filterSearch>

/** The same in the API's words. */
export function asQuery({ account, merchant, spending, from, to, ...rest }: Filters) {
  const days = spending ? { counted_from: from, counted_to: to, is_spending: true } : { from, to }
  return { account_id: account, merchant_id: merchant, ...rest, ...days }
}

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined)
}

type Change = Partial<Record<keyof Filters, string | true>>

/** A change of filters: what was emptied goes, and days the wrong way round change places. */
export function changed(filters: Filters, change: Change): Filters {
  const next = filterSearch.parse({ ...filters, ...emptied(change) })
  if (next.from && next.to && next.from > next.to) return { ...next, from: next.to, to: next.from }
  return next
}

function emptied(change: Change) {
  return Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value || undefined]))
}
