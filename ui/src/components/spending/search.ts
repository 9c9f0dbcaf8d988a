import { z } from 'zod'

export const GROUPINGS = ['category', 'merchant', 'account'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** What the page shows, as the address says it; what an address got wrong is left out. */
export const spendingSearch = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}(-\d{2})?$/)
    .optional()
    .catch(undefined),
  months: z.enum(['payday']).optional().catch(undefined),
  back: z.literal(25).optional().catch(undefined),
  by: z.enum(['merchant', 'account']).optional().catch(undefined),
  versus: z
    .string()
    .regex(/^\d{4}-\d{2}(-\d{2})?$/)
    .optional()
    .catch(undefined),
  category: z
    .string()
    .regex(/^[a-z0-9_]{1,120}$/)
    .optional()
    .catch(undefined),
  merchant: z.uuid().optional().catch(undefined),
  account: z.uuid().optional().catch(undefined),
})

export type SpendingSearch = z.infer<typeof spendingSearch>

type Narrowing = Pick<SpendingSearch, 'category' | 'merchant' | 'account'>

/** What the figures are narrowed to, in the API's words. */
export function narrowedTo({ category, merchant, account }: Narrowing) {
  return { category, merchant_id: merchant, account_id: account }
}

/** The grouping shown: never by what the page is already narrowed to. */
export function groupingOf({ by, category, merchant, account }: SpendingSearch): Grouping {
  const taken = { category, merchant, account }
  const wanted = by ?? 'category'
  return taken[wanted] === undefined
    ? wanted
    : (GROUPINGS.find((each) => taken[each] === undefined) ?? wanted)
}

/** One step further in: the group becomes what the page is narrowed to. */
export function narrowedBy(search: SpendingSearch, by: Grouping, key: string): SpendingSearch {
  const next = { ...search, [by]: key }
  return {
    ...next,
    by: nextGrouping(groupingOf({ ...next, by: by === 'category' ? 'merchant' : undefined })),
  }
}

function nextGrouping(by: Grouping): SpendingSearch['by'] {
  return by === 'category' ? undefined : by
}

/** The rows behind a figure, as the Transactions page is asked for them. */
export function rowsBehind(search: Narrowing, span: { from: string; to: string }) {
  const { category, merchant, account } = search
  return { category, merchant, account, from: span.from, to: span.to, spending: true as const }
}
