import type { Accuracy, Horizon } from '@/services/types'

export type Check = Accuracy['checks'][number]

/** A past forecast whose day has come. */
export type Came = Check & { actual: number; held: boolean }

/** The past forecasts so many days on whose day has come, the oldest first. */
export function cameOf(checks: readonly Check[], days: number): Came[] {
  return checks
    .filter((check): check is Came => check.days === days && check.actual !== null && check.held !== null)
    .toSorted((one, other) => one.date.localeCompare(other.date))
}

/** "8 in 10", from a share. */
export function shareInWords(share: number): string {
  return `${Math.round(share * 100)}%`
}

/** Which way forecasts lean, where they do. */
export function leanInWords({ bias, mean_error }: Pick<Horizon, 'bias' | 'mean_error'>): string {
  if (Math.abs(bias) * 4 < mean_error) return 'neither too high nor too low'
  return bias > 0 ? 'more often too high' : 'more often too low'
}
