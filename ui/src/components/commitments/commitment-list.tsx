import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { cadenceInWords } from '@/lib/cadence'
import { dayInWords } from '@/lib/dates'
import type { Commitment, PlannedItem } from '@/services/types'

interface CommitmentListProps {
  commitments: Commitment[]
  today: string
  onOpen: (commitment: Commitment) => void
}

const ROW =
  '-mx-2 flex w-[calc(100%+1rem)] items-center justify-between gap-4 rounded-md px-2 py-3 text-left hover:bg-sunken'

export function CommitmentList({ commitments, today, onOpen }: CommitmentListProps) {
  return (
    <ul>
      {commitments.map((commitment) => (
        <li key={commitment.id} className="border-b border-rule">
          <button type="button" className={ROW} onClick={() => onOpen(commitment)}>
            <span className="min-w-0 flex-1 md:flex md:items-baseline md:gap-4">
              <span className="block truncate font-medium md:w-1/3">
                {commitment.name}
                {commitment.is_payday && <Tag>payday</Tag>}
                {STATUS_TAGS[commitment.status] && <Tag>{STATUS_TAGS[commitment.status]}</Tag>}
              </span>
              <span className="block text-caption text-muted md:flex-1">
                {cadenceInWords(commitment.cadence, commitment.next_date)}
              </span>
              <span className="block text-caption text-muted md:w-32">
                {commitment.next_due_date
                  ? `next ${dayInWords(commitment.next_due_date, today)}`
                  : 'no more to come'}
              </span>
            </span>
            <span className="text-right">
              {commitment.variable && <span className="text-caption text-muted">about </span>}
              <Money minor={commitment.amount} currency={commitment.currency} className="font-medium" />
            </span>
            <Icon name="chevron" className="size-4 shrink-0 text-muted" />
          </button>
        </li>
      ))}
    </ul>
  )
}

const STATUS_TAGS: Record<Commitment['status'], string | null> = {
  suggested: 'a guess',
  confirmed: null,
  rejected: 'turned down',
  paused: 'paused',
  ended: 'ended',
}

interface PlannedListProps {
  items: PlannedItem[]
  today: string
  onOpen: (item: PlannedItem) => void
}

export function PlannedList({ items, today, onOpen }: PlannedListProps) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.id} className="border-b border-rule">
          <button type="button" className={ROW} onClick={() => onOpen(item)}>
            <span className="min-w-0 flex-1 md:flex md:items-baseline md:gap-4">
              <span className="block truncate font-medium md:w-1/3">{item.name}</span>
              <span className="block text-caption text-muted">{dayInWords(item.date, today)}</span>
            </span>
            <Money minor={item.amount} currency={item.currency} sign="always" className="font-medium" />
            <Icon name="chevron" className="size-4 shrink-0 text-muted" />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Tag({ children }: { children: React.ReactNode }) {
  return (
    <span className="ml-2 rounded-sm bg-accent-soft px-1.5 py-0.5 text-caption font-medium text-accent">
      {children}
    </span>
  )
}
