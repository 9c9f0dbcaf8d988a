import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { cn } from '@/lib/cn'
import type { Account, Commitment } from '@/services/types'
import { Amount } from './amount'
import { nextInWords, rhythmInWords } from './commitment-words'

interface CommitmentListProps {
  commitments: Commitment[]
  accounts: Account[]
  today: string
  /** What can be done with each, where that is one thing. */
  action?: (commitment: Commitment) => ReactNode
}

const ROW =
  '-mx-2 grid w-[calc(100%+1rem)] grid-cols-[minmax(0,1fr)_auto_1rem] items-center gap-x-4 rounded-md md:grid-cols-[minmax(0,4fr)_minmax(0,4fr)_minmax(0,3fr)_8rem_9rem_1rem] px-2 py-3 text-left hover:bg-sunken'
const NAME = 'truncate font-medium'
const ABOUT = 'col-start-1 row-start-2 text-caption text-muted md:row-start-1'

/** One line each: how often, from where, when next, how much, and what it comes to in a year. */
export function CommitmentList({ commitments, accounts, today, action }: CommitmentListProps) {
  const names = new Map(accounts.map((account) => [account.id, account.name]))
  return (
    <ul>
      {commitments.map((commitment) => (
        <li key={commitment.id} className="flex items-center gap-3 border-b border-rule">
          <Link
            to="/commitments/$commitmentId"
            params={{ commitmentId: commitment.id }}
            className={cn(ROW, 'min-w-0 flex-1')}
          >
            <span className={NAME}>
              {commitment.name}
              {commitment.is_payday && <Tag>payday</Tag>}
            </span>
            <span className={cn(ABOUT, 'md:col-start-2')}>
              {rhythmInWords(commitment)}
              <span className="md:hidden">, {nextInWords(commitment, today)}</span>
              <span className="hidden md:block">
                {commitment.account_id && names.get(commitment.account_id)}
              </span>
            </span>
            <span className={cn(ABOUT, 'hidden first-letter:uppercase md:col-start-3 md:block')}>
              {nextInWords(commitment, today)}
            </span>
            <span className="col-start-2 row-start-1 text-right font-medium md:col-start-4">
              <Amount commitment={commitment} isShort />
            </span>
            <span className="col-start-2 row-start-2 text-right text-caption text-muted md:col-start-5 md:row-start-1">
              <Money minor={commitment.yearly_amount} currency={commitment.currency} short sign="never" /> a
              year
            </span>
            <Icon
              name="chevron"
              className="col-start-3 row-span-2 row-start-1 size-4 text-muted md:col-start-6 md:row-span-1"
            />
          </Link>
          {action?.(commitment)}
        </li>
      ))}
    </ul>
  )
}

export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="ml-2 rounded-sm bg-accent-soft px-1.5 py-0.5 text-caption font-medium text-accent">
      {children}
    </span>
  )
}
