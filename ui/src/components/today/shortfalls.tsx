import { Link } from '@tanstack/react-router'
import { Money } from '@/components/ui/money'
import { Section } from '@/components/ui/section'
import { dayInWords } from '@/lib/dates'
import type { Shortfall, Summary } from '@/services/types'

/** Accounts that would run dry though the total is fine, and the move that prevents it. */
export function Shortfalls({ summary }: { summary: Summary }) {
  const { shortfalls } = summary
  if (shortfalls.length === 0) return null
  return (
    <Section title={shortfalls.length === 1 ? 'An account to top up' : 'Accounts to top up'}>
      <ul>
        {shortfalls.map((shortfall) => (
          <li key={shortfall.account_id} className="border-b border-rule py-3">
            <ShortfallWords shortfall={shortfall} summary={summary} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ShortfallWords({ shortfall, summary }: { shortfall: Shortfall; summary: Summary }) {
  const { currency, today } = summary
  const { name, first, transfers, missing } = shortfall
  return (
    <>
      {transfers.map((transfer) => (
        <p key={`${transfer.from_account_id}-${transfer.by}`} className="text-lead">
          Move <Money minor={transfer.amount} currency={currency} className="font-semibold" /> from{' '}
          {transfer.from_name} to {name} by{' '}
          <strong className="font-semibold">{dayInWords(transfer.by, today)}</strong>.
        </p>
      ))}
      {missing > 0 && (
        <p className="font-medium text-negative">
          <Money minor={missing} currency={currency} /> more is needed in {name}, and no other account has it
          to spare.
        </p>
      )}
      <p className="text-muted">
        {name} would otherwise be at <Money minor={first.balance} currency={currency} />{' '}
        {dayInWords(first.date, today)}
        {first.cause && <>, once {first.cause} is paid</>}. Nothing is moved from here.{' '}
        <Link
          to="/forecast"
          search={{ account: shortfall.account_id }}
          className="font-medium text-accent underline underline-offset-4"
        >
          See its days ahead
        </Link>
      </p>
    </>
  )
}
