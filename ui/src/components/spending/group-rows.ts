import type { Comparison, Spending, SpendingMonth } from '@/services/types'

type Standing = SpendingMonth['standing']

export interface GroupRow {
  key: string
  label: string
  total: number
  /** What it is compared with; null where that isn't known. */
  before: number | null
  standing: Standing
}

/** The groups beside their usual; what is usual but wasn't spent on this time stands there too. */
export function besideUsual(
  spending: Spending,
  usual: Record<string, { middle: number; spread: number }>,
  standings: Record<string, Standing>,
  labels: Record<string, string>,
): GroupRow[] {
  const rows = spending.groups.map((group): GroupRow => {
    const own = usual[group.key]
    return {
      key: group.key,
      label: group.label,
      total: group.total,
      before: own?.middle ?? null,
      standing: standings[group.key] ?? 'unknown',
    }
  })
  const present = new Set(spending.groups.map((group) => group.key))
  const missing = Object.entries(usual)
    .filter(([key, { middle }]) => !present.has(key) && middle > 0)
    .map(
      ([key, own]): GroupRow => ({
        key,
        label: labels[key] ?? key,
        total: 0,
        before: own.middle,
        standing: standings[key] ?? 'unknown',
      }),
    )
  return [...rows, ...missing.toSorted((one, other) => (other.before ?? 0) - (one.before ?? 0))]
}

/** The groups of both periods, the most spent first. */
export function besideBefore(compared: Comparison): GroupRow[] {
  return compared.groups
    .map(({ key, label, total, before }): GroupRow => ({ key, label, total, before, standing: 'unknown' }))
    .toSorted((one, other) => other.total - one.total || (other.before ?? 0) - (one.before ?? 0))
}
