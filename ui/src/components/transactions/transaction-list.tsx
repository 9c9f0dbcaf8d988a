import { Link } from '@tanstack/react-router'
import { Money } from '@/components/ui/money'
import { cn } from '@/lib/cn'
import { dayInWords } from '@/lib/dates'
import type { Transaction } from '@/services/types'
import { categoryInWords, kindInWords } from './transaction-words'

interface TransactionListProps {
  transactions: Transaction[]
  today: string
  categoryNames: ReadonlyMap<string, string>
  /** The account's name stands on each row unless one account is shown; then its balance does. */
  showAccount: boolean
  /** The ticked rows, where rows can be ticked. */
  ticked?: readonly string[] | null
  onTick?: (id: string) => void
}

/** Rows under their day, newest first: two lines on a phone, one of a dense table on a desktop. */
export function TransactionList({
  transactions,
  today,
  categoryNames,
  showAccount,
  ticked = null,
  onTick,
}: TransactionListProps) {
  return (
    <div>
      {byDay(transactions).map(({ day, rows }) => (
        <section key={day} aria-label={dayInWords(day, today)} className="md:flex md:border-b md:border-rule">
          <h2 className="sticky top-0 bg-paper pt-4 pb-1 text-caption font-semibold text-muted first-letter:uppercase md:static md:w-32 md:shrink-0 md:py-1.5">
            {dayInWords(day, today)}
          </h2>
          <ul className="min-w-0 flex-1">
            {rows.map((row) => (
              <li key={row.id} className="flex items-center gap-3 border-b border-rule md:last:border-b-0">
                {ticked && (
                  <input
                    type="checkbox"
                    aria-label={`Tick ${row.merchant ?? row.description}`}
                    className="size-5 shrink-0 accent-accent"
                    checked={ticked.includes(row.id)}
                    onChange={() => onTick?.(row.id)}
                  />
                )}
                <Row row={row} categoryNames={categoryNames} showAccount={showAccount} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface RowProps {
  row: Transaction
  categoryNames: ReadonlyMap<string, string>
  showAccount: boolean
}

function Row({ row, categoryNames, showAccount }: RowProps) {
  const isPending = row.status === 'pending'
  const about = [
    showAccount ? row.account_name : null,
    row.category && categoryInWords(row.category, categoryNames),
    kindInWords(row.kind),
    row.note,
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <div className="min-w-0 flex-1">
      <Link
        to="/transactions/$transactionId"
        params={{ transactionId: row.id }}
        className="-mx-2 flex items-baseline justify-between gap-4 rounded-md px-2 py-3 hover:bg-sunken md:py-1.5"
      >
        <span className="min-w-0 flex-1 md:flex md:items-baseline md:gap-4">
          <span className={cn('block truncate md:flex-1', isPending && 'italic')}>
            {row.merchant ?? row.description}
          </span>
          <span className="block text-caption text-muted max-md:line-clamp-2 md:w-72 md:shrink-0 md:truncate lg:w-96">
            {isPending && <span className="font-medium text-attention">not settled yet{about && ' · '}</span>}
            {about}
          </span>
        </span>
        <Money
          minor={row.amount}
          currency={row.currency}
          sign="always"
          className={cn('w-28 shrink-0 text-right font-medium', row.amount > 0 && 'text-positive')}
        />
        {!showAccount && row.running_balance !== null && (
          <span className="hidden w-28 shrink-0 text-right text-muted md:block">
            <span className="sr-only">, balance after it </span>
            <Money minor={row.running_balance} currency={row.currency} />
          </span>
        )}
      </Link>
    </div>
  )
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
