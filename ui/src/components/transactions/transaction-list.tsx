import { Money } from '@/components/ui/money'
import { cn } from '@/lib/cn'
import { dayInWords } from '@/lib/dates'
import type { Transaction } from '@/services/types'

interface TransactionListProps {
  transactions: Transaction[]
  today: string
  /** The name stands on each row unless one account is shown. */
  showAccount: boolean
}

/** Rows under their day, newest first: two lines on a phone, one on a desktop. */
export function TransactionList({ transactions, today, showAccount }: TransactionListProps) {
  return (
    <div>
      {byDay(transactions).map(({ day, rows }) => (
        <section key={day} aria-label={dayInWords(day, today)} className="md:flex md:border-b md:border-rule">
          <h2 className="sticky top-0 bg-paper pt-4 pb-1 text-caption font-semibold text-muted first-letter:uppercase md:static md:w-36 md:shrink-0 md:py-3">
            {dayInWords(day, today)}
          </h2>
          <ul className="min-w-0 flex-1">
            {rows.map((row) => (
              <Row key={row.id} row={row} showAccount={showAccount} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Row({ row, showAccount }: { row: Transaction; showAccount: boolean }) {
  const isPending = row.status === 'pending'
  const about = [
    showAccount ? row.account_name : null,
    KIND_WORDS[row.kind],
    isPending ? 'not settled yet' : null,
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <li className="flex items-baseline justify-between gap-4 border-b border-rule py-3 md:last:border-b-0">
      <div className="min-w-0 flex-1 md:flex md:items-baseline md:gap-4">
        <p className={cn('truncate md:flex-1', isPending && 'italic')}>{row.merchant ?? row.description}</p>
        <p className="truncate text-caption text-muted md:w-64 md:shrink-0">{about}</p>
      </div>
      <Money
        minor={row.amount}
        currency={row.currency}
        sign="always"
        className={cn('w-28 shrink-0 text-right font-medium', row.amount > 0 && 'text-positive')}
      />
    </li>
  )
}

const KIND_WORDS: Record<Transaction['kind'], string | null> = {
  spending: null,
  income: null,
  transfer: 'between your accounts',
  card_repayment: 'card repayment',
  refund: 'refund',
}

function byDay(transactions: Transaction[]): { day: string; rows: Transaction[] }[] {
  const days: { day: string; rows: Transaction[] }[] = []
  for (const row of transactions) {
    const last = days.at(-1)
    if (last?.day === row.date) last.rows.push(row)
    else days.push({ day: row.date, rows: [row] })
  }
  return days
}
