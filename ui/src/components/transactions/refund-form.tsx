import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { addDays, shortDay } from '@/lib/dates'
import { listTransactionsOptions } from '@/services/queries'
import type { TransactionChange, TransactionDetail } from '@/services/types'
import { likelyPurchases } from './sorting-words'

const DAYS_BACK = 180
const MOST = 500

interface RefundFormProps {
  transaction: TransactionDetail
  busy: boolean
  onSay: (body: TransactionChange) => void
}

/** Money back: for which purchase, so that it counts in that purchase's category and month. */
export function RefundForm({ transaction, busy, onSay }: RefundFormProps) {
  const { amount, currency, date, refund_of: purchase } = transaction
  const [isLooking, setIsLooking] = useState(false)
  if (amount < 0 || transaction.transfer) return null
  if (purchase) {
    return (
      <div className="pt-4">
        <p>
          Money back for{' '}
          <Link
            to="/transactions/$transactionId"
            params={{ transactionId: purchase.id }}
            className="underline underline-offset-4"
          >
            {purchase.description}, {shortDay(purchase.date, date)}
          </Link>{' '}
          (<Money minor={purchase.amount} currency={currency} sign="always" />
          ): it lowers what was spent there, in its month.
        </p>
        <Button variant="quiet" busy={busy} onClick={() => onSay({ refund_of_id: null })}>
          It isn’t for this
        </Button>
      </div>
    )
  }
  return (
    <div className="pt-3">
      <Button variant="quiet" aria-expanded={isLooking} onClick={() => setIsLooking(!isLooking)}>
        {isLooking ? 'Stop looking for the purchase' : 'It’s money back for a purchase'}
      </Button>
      {isLooking && <Purchases transaction={transaction} busy={busy} onSay={onSay} />}
    </div>
  )
}

function Purchases({ transaction, busy, onSay }: RefundFormProps) {
  const { amount, currency, date, merchant, description } = transaction
  const [words, setWords] = useState((merchant ?? description).slice(0, 100))
  const found = useQuery({
    ...listTransactionsOptions({
      query: {
        from: addDays(date, -DAYS_BACK),
        to: date,
        q: words.trim() || undefined,
        kind: 'spending',
        limit: MOST,
      },
    }),
    placeholderData: (before) => before,
  })
  const purchases = likelyPurchases(found.data?.items ?? [], amount, currency)
  return (
    <div className="flex flex-col gap-2 pt-1">
      <TextField
        label="The purchase"
        type="search"
        autoComplete="off"
        maxLength={100}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {found.isPending && <div className="skeleton my-2 h-9 w-full" />}
      {found.isSuccess && purchases.length === 0 && (
        <p className="text-muted">
          No purchase of at least that much in the half year before. Try other words, or choose “Refund” as
          its kind.
        </p>
      )}
      <ul>
        {purchases.map((row) => (
          <li key={row.id} className="flex items-center justify-between gap-4 border-b border-rule py-1">
            <span className="min-w-0">
              <span className="block truncate">{row.merchant ?? row.description}</span>
              <span className="block text-caption text-muted">
                {row.account_name}, {shortDay(row.date, date)} ·{' '}
                <Money minor={row.amount} currency={currency} sign="always" />
              </span>
            </span>
            <Button variant="quiet" busy={busy} onClick={() => onSay({ refund_of_id: row.id })}>
              It’s for this
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
