import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { shortDay } from '@/lib/dates'
import type { Commitment } from '@/services/types'

const SHOWN = 6

/** The bank's rows a guess rests on, newest first; each leads to its payment. */
export function EvidenceRows({ commitment, today }: { commitment: Commitment; today: string }) {
  const [isWhole, setIsWhole] = useState(false)
  const payments = commitment.history.toReversed()
  if (payments.length === 0) {
    return <p className="text-muted">No payment has been seen yet; the bank has it on its list.</p>
  }
  const shown = isWhole ? payments : payments.slice(0, SHOWN)
  return (
    <div className="flex flex-col">
      <table className="w-full">
        <caption className="pb-1 text-left text-caption text-muted">
          {payments.length === 1 ? 'The one payment seen so far' : `Its ${payments.length} payments`}
        </caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Day</th>
            <th scope="col">As the bank wrote it</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((payment) => (
            <tr key={payment.transaction_id} className="border-t border-rule align-baseline">
              <td className="figures w-24 py-1.5 pr-3 text-muted md:w-36">{shortDay(payment.date, today)}</td>
              <td className="py-1.5 pr-3 break-words md:max-w-0 md:truncate">
                <Link
                  to="/transactions/$transactionId"
                  params={{ transactionId: payment.transaction_id }}
                  className="underline decoration-rule-strong underline-offset-4 hover:decoration-current"
                >
                  {payment.description}
                </Link>
                {payment.status === 'pending' && <span className="text-muted">, not settled yet</span>}
              </td>
              <td className="w-24 py-1.5 text-right">
                <Money minor={payment.amount} currency={commitment.currency} sign="never" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {payments.length > SHOWN && (
        <Button variant="quiet" className="self-start" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${payments.length}`}
        </Button>
      )}
    </div>
  )
}
