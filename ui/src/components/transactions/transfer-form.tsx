import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { addDays, shortDay } from '@/lib/dates'
import { listTransactionsOptions } from '@/services/queries'
import type { TransactionChange, TransactionDetail } from '@/services/types'

const DAYS_APART = 10
const MOST = 500

interface TransferFormProps {
  transaction: TransactionDetail
  busy: boolean
  onSay: (body: TransactionChange) => void
}

/** The other half of a move between own accounts: which it is, or that it is none. */
export function TransferForm({ transaction, busy, onSay }: TransferFormProps) {
  const { transfer, currency, date } = transaction
  const [isLooking, setIsLooking] = useState(false)
  if (transfer) {
    return (
      <div className="pt-4">
        <p>
          {transfer.state === 'told' ? 'You said this and ' : 'This and '}
          <Link
            to="/transactions/$transactionId"
            params={{ transactionId: transfer.other.id }}
            className="underline underline-offset-4"
          >
            {transfer.other.description}, {shortDay(transfer.other.date, date)}
          </Link>{' '}
          on {transfer.other.account_name} are one move (
          <Money minor={transfer.other.amount} currency={currency} sign="always" />
          ).
        </p>
        <Button variant="quiet" busy={busy} onClick={() => onSay({ paired_with_id: null })}>
          They don’t belong together
        </Button>
      </div>
    )
  }
  return (
    <div className="pt-3">
      <Button variant="quiet" aria-expanded={isLooking} onClick={() => setIsLooking(!isLooking)}>
        {isLooking ? 'Stop looking' : 'It moved between my accounts'}
      </Button>
      {isLooking && <Candidates transaction={transaction} busy={busy} onSay={onSay} />}
    </div>
  )
}

function Candidates({ transaction, busy, onSay }: TransferFormProps) {
  const { date, currency, amount, account_id } = transaction
  const near = useQuery(
    listTransactionsOptions({
      query: { from: addDays(date, -DAYS_APART), to: addDays(date, DAYS_APART), limit: MOST },
    }),
  )
  if (near.isPending) return <div className="skeleton my-2 h-9 w-full" />
  const others = (near.data?.items ?? []).filter(
    (row) => row.amount === -amount && row.account_id !== account_id && row.currency === currency,
  )
  return (
    <div>
      {others.length === 0 ? (
        <p className="text-muted">
          No account of yours here has the other half within {DAYS_APART} days. If it isn’t connected, choose
          “Between your own accounts” as its kind.
        </p>
      ) : (
        <ul>
          {others.map((row) => (
            <li key={row.id} className="flex items-center justify-between gap-4 border-b border-rule py-1">
              <span className="min-w-0">
                <span className="block truncate">{row.description}</span>
                <span className="block text-caption text-muted">
                  {row.account_name}, {shortDay(row.date, date)} ·{' '}
                  <Money minor={row.amount} currency={currency} sign="always" />
                </span>
              </span>
              <Button variant="quiet" busy={busy} onClick={() => onSay({ paired_with_id: row.id })}>
                It’s this
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
