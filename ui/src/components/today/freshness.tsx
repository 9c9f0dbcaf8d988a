import { Link } from '@tanstack/react-router'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import type { Summary } from '@/services/types'
import { feedTroubles, freshnessInWords, isBehind } from './feed-words'

/** How old the figure's sources are; a stale or closed one is named next to the figure. */
export function Freshness({ summary }: { summary: Summary }) {
  const words = freshnessInWords(summary)
  if (words === null) return null
  if (!summary.feeds.some(isBehind)) return <p className="text-caption text-muted">{words}</p>
  return (
    <p className="flex items-start gap-1.5 text-body font-medium text-attention" data-testid="behind">
      <Icon name="warning" className="mt-0.5 size-5 shrink-0" />
      {words}
    </p>
  )
}

/** What the figure leaves out, said quietly beside it. */
export function FigureNotes({ summary }: { summary: Summary }) {
  // Why there is no figure as usual stands where that figure would.
  const notes = summary.notes.filter((note) => note !== summary.without_everyday)
  if (notes.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 text-caption text-muted">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

export function FeedNotices({ summary }: { summary: Summary }) {
  const troubles = feedTroubles(summary)
  if (troubles.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      {troubles.map(({ connectionId, sentence }) => (
        <Notice key={connectionId} tone="attention">
          {sentence}{' '}
          <Link
            to="/connections"
            hash={connectionId}
            className="font-medium whitespace-nowrap underline underline-offset-4"
          >
            See what to do
          </Link>
        </Notice>
      ))}
    </div>
  )
}
