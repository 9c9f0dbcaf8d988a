import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/ui/notice'
import { ageInWords } from '@/lib/dates'
import type { Summary } from '@/services/types'

type Feed = Summary['feeds'][number]

const STALE_HOURS = 24

/** How old the figure's sources are; a stale or closed one is named next to the figure. */
export function Freshness({ summary }: { summary: Summary }) {
  const oldest = summary.feeds.reduce<Feed | null>(
    (found, feed) => (found === null || (feed.age_hours ?? 0) > (found.age_hours ?? 0) ? feed : found),
    null,
  )
  if (!oldest) return null
  return (
    <p className="text-caption text-muted">
      {oldest.age_hours === null
        ? `${oldest.display_name} hasn’t been read yet`
        : `Updated ${ageInWords(oldest.age_hours)}`}
    </p>
  )
}

/** What the figure leaves out, said quietly beside it. */
export function FigureNotes({ summary }: { summary: Summary }) {
  if (summary.notes.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 text-caption text-muted">
      {summary.notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

export function FeedNotices({ summary }: { summary: Summary }) {
  const sentences = summary.feeds.map(feedSentence).filter((each) => each !== null)
  if (sentences.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      {sentences.map((sentence) => (
        <Notice key={sentence} tone="attention">
          {sentence}{' '}
          <Link to="/connections" className="font-medium whitespace-nowrap underline underline-offset-4">
            See accounts
          </Link>
        </Notice>
      ))}
    </div>
  )
}

function feedSentence({ display_name, age_hours, status }: Feed): string | null {
  if (status === 'expired' || status === 'revoked') {
    return `${display_name} no longer shares your accounts, so this figure uses what it last said.`
  }
  if (status === 'error') return `${display_name} couldn’t be read last time, so this figure may be behind.`
  if (age_hours !== null && age_hours > STALE_HOURS) {
    return `${display_name} was last read ${ageInWords(age_hours)}, so this figure may be behind.`
  }
  return null
}
