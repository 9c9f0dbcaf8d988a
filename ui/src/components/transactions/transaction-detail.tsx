import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Money } from '@/components/ui/money'
import { Section } from '@/components/ui/section'
import { cn } from '@/lib/cn'
import { longDay, momentInWords } from '@/lib/dates'
import type { TransactionDetail as Detail } from '@/services/types'
import { bankWord, sourceInWords } from './transaction-words'

/** What a payment was, how much, and when: the reason the page was opened. */
export function TransactionHeading({ transaction, today }: { transaction: Detail; today: string }) {
  const { amount, currency, date, merchant, description, status } = transaction
  return (
    <header className="flex flex-col gap-1">
      <h1 className="text-title font-semibold break-words">{merchant ?? description}</h1>
      <p className={cn('text-figure font-semibold', amount > 0 && 'text-positive')}>
        <Money minor={amount} currency={currency} sign="always" />
      </p>
      <p className="text-lead text-muted">
        {longDay(date, today)}
        {status === 'pending' && (
          <span className="font-medium text-attention"> · not settled yet, so it may still change</span>
        )}
      </p>
    </header>
  )
}

/** Everything the bank said of it, and how it came here. */
export function TransactionFacts({ transaction }: { transaction: Detail }) {
  const { provider_ids, classification, running_balance, currency, merchant, description } = transaction
  return (
    <Section title="What the bank said">
      <dl>
        <Fact name="Account">
          <Link
            to="/transactions"
            search={{ account: transaction.account_id }}
            className="underline underline-offset-4"
          >
            {transaction.account_name}
          </Link>
          {transaction.institution && <span className="text-muted"> at {transaction.institution}</span>}
        </Fact>
        {merchant && merchant !== description && <Fact name="On the statement">{description}</Fact>}
        {running_balance !== null && (
          <Fact name="Balance after it">
            <Money minor={running_balance} currency={currency} />
          </Fact>
        )}
        <Fact name="The bank calls it">
          {[bankWord(transaction.bank_category), ...classification].join(', ')}
        </Fact>
        {transaction.occurred_at && (
          <Fact name="The bank’s time">{momentInWords(transaction.occurred_at)}</Fact>
        )}
        <Fact name="Settled">
          {transaction.status === 'pending'
            ? 'Not yet'
            : transaction.was_pending
              ? 'Yes; it was seen before it settled'
              : 'Yes'}
        </Fact>
        <Fact name="How it came">
          {sourceInWords(transaction.source)}, first seen {momentInWords(transaction.first_seen_at)}
        </Fact>
        <Fact name="The bank’s numbers for it">
          <span className="break-all">
            {[
              provider_ids.normalised_provider_transaction_id,
              provider_ids.provider_transaction_id,
              provider_ids.transaction_id,
            ]
              .filter((id) => id !== null && id !== '')
              .map((id) => (
                <code key={id} className="block font-mono text-caption">
                  {id}
                </code>
              ))}
          </span>
        </Fact>
      </dl>
      <Evidence transaction={transaction} />
    </Section>
  )
}

/** The row as the bank wrote it, for whoever wants proof. */
function Evidence({ transaction: { evidence, evidence_read_at, source } }: { transaction: Detail }) {
  if (evidence === null || evidence_read_at === null) {
    return (
      <p className="py-3 text-caption text-muted">
        {source === 'feed'
          ? 'The row as the bank wrote it isn’t kept any more.'
          : 'No bank sent this row, so there is nothing more to show.'}
      </p>
    )
  }
  return (
    <details className="py-1">
      <summary className="flex min-h-11 cursor-pointer items-center font-medium text-accent underline underline-offset-4">
        Show the row exactly as the bank wrote it
      </summary>
      <p className="pb-2 text-caption text-muted">
        As read {momentInWords(evidence_read_at)}. It is kept encrypted.
      </p>
      <pre className="rounded-md bg-sunken p-4 font-mono text-caption break-words whitespace-pre-wrap">
        {JSON.stringify(evidence, null, 2)}
      </pre>
    </details>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="border-b border-rule py-2.5 md:grid md:grid-cols-[12rem_minmax(0,1fr)] md:gap-4">
      <dt className="text-caption text-muted md:text-body">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
