import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { cadenceInWords } from '@/lib/cadence'
import { cn } from '@/lib/cn'
import { dayInWords } from '@/lib/dates'
import type { Commitment } from '@/services/types'

interface CommitmentListProps {
  commitments: Commitment[]
  today: string
  onOpen: (commitment: Commitment) => void
}

const ROW =
  '-mx-2 grid w-[calc(100%+1rem)] grid-cols-[minmax(0,1fr)_auto_1rem] items-center gap-x-4 rounded-md md:grid-cols-[minmax(0,4fr)_minmax(0,5fr)_10rem_9rem_1rem] px-2 py-3 text-left hover:bg-sunken'
const NAME = 'truncate font-medium'
const ABOUT = 'col-start-1 row-start-2 text-caption text-muted md:row-start-1'

export function CommitmentList({ commitments, today, onOpen }: CommitmentListProps) {
  return (
    <ul>
      {commitments.map((commitment) => (
        <li key={commitment.id} className="border-b border-rule">
          <button type="button" className={ROW} onClick={() => onOpen(commitment)}>
            <span className={NAME}>
              {commitment.name}
              {commitment.is_payday && <Tag>payday</Tag>}
              {STATUS_TAGS[commitment.status] && <Tag>{STATUS_TAGS[commitment.status]}</Tag>}
            </span>
            <span className={cn(ABOUT, 'md:col-start-2')}>
              {cadenceInWords(commitment.cadence, commitment.next_date)}
              <span className="md:hidden"> · {nextInWords(commitment, today)}</span>
            </span>
            <span className={cn(ABOUT, 'hidden md:col-start-3 md:block')}>
              {nextInWords(commitment, today)}
            </span>
            <span className="col-start-2 row-span-2 row-start-1 text-right md:col-start-4 md:row-span-1">
              {commitment.variable && <span className="text-caption text-muted">about </span>}
              <Money minor={commitment.amount} currency={commitment.currency} className="font-medium" />
            </span>
            <Icon
              name="chevron"
              className="col-start-3 row-span-2 row-start-1 size-4 text-muted md:col-start-5 md:row-span-1"
            />
          </button>
        </li>
      ))}
    </ul>
  )
}

function nextInWords(commitment: Commitment, today: string): string {
  return commitment.next_due_date ? `next ${dayInWords(commitment.next_due_date, today)}` : 'no more to come'
}

const STATUS_TAGS: Record<Commitment['status'], string | null> = {
  suggested: 'a guess',
  confirmed: null,
  rejected: 'turned down',
  paused: 'paused',
  ended: 'ended',
}

function Tag({ children }: { children: React.ReactNode }) {
  return (
    <span className="ml-2 rounded-sm bg-accent-soft px-1.5 py-0.5 text-caption font-medium text-accent">
      {children}
    </span>
  )
}
