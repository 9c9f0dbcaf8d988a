import { ageInWords } from '@/lib/dates'
import type { Feed, Summary } from '@/services/types'

const STALE_HOURS = 24

/** A bank whose figures are older than they look: ended, never read, or not read for a day. */
export function isBehind({ status, age_hours }: Feed): boolean {
  return status === 'expired' || status === 'revoked' || age_hours === null || age_hours > STALE_HOURS
}

/** How old the figure is, never newer than the oldest bank in it. */
export function freshnessInWords({ feeds }: Summary): string | null {
  if (feeds.length === 0) return null
  const behind = feeds.filter(isBehind)
  if (behind.length > 0) return `Not all of it is current: ${behind.map(ageOf).join('; ')}.`
  const oldest = Math.max(...feeds.map((feed) => feed.age_hours ?? 0))
  return `Updated ${ageInWords(oldest)}`
}

/** What stands beside an account's figure while its bank is behind; nothing otherwise. */
export function accountAge({ feeds }: Summary, accountId: string): string | null {
  const feed = feeds.find(({ account_ids }) => account_ids.includes(accountId))
  if (!feed || !isBehind(feed)) return null
  return feed.age_hours === null ? 'not read yet' : `as it was ${ageInWords(feed.age_hours)}`
}

export interface FeedTrouble {
  connectionId: string
  sentence: string
}

/** What is the matter with each bank, and what that means for the figure. */
export function feedTroubles({ feeds }: Summary): FeedTrouble[] {
  return feeds.flatMap((feed) => {
    const sentence = feed.sentence ?? failedInWords(feed)
    return sentence === null ? [] : [{ connectionId: feed.connection_id, sentence }]
  })
}

function failedInWords({ status, display_name }: Feed): string | null {
  return status === 'error'
    ? `${display_name} couldn’t be read last time, so this figure may be behind.`
    : null
}

function ageOf({ display_name, age_hours, status }: Feed): string {
  if (age_hours === null) return `${display_name} hasn’t been read yet`
  const ended = status === 'expired' || status === 'revoked' ? ', and no longer shares' : ''
  return `${display_name} is as it was ${ageInWords(age_hours)}${ended}`
}
