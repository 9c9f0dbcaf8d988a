import { Link } from '@tanstack/react-router'
import { Money } from '@/components/ui/money'
import { Section } from '@/components/ui/section'
import { cn } from '@/lib/cn'
import { dayInWords } from '@/lib/dates'
import type { Summary } from '@/services/types'
import { accountAge } from './feed-words'

/** Own money of each account, with the overdraft beside it and never in it. */
export function OwnMoney({ summary }: { summary: Summary }) {
  const { accounts, currency, today, cash, cushion } = summary
  return (
    <Section title="Your money" aside={<Money minor={cash} currency={currency} className="font-medium" />}>
      <ul>
        {accounts.map((account) => (
          <li key={account.id} className="border-b border-rule">
            <Link
              to="/transactions"
              search={{ account: account.id }}
              className="-mx-2 flex items-baseline justify-between gap-4 rounded-md px-2 py-3 hover:bg-sunken"
            >
              <span className="min-w-0">
                <span className="block truncate">{account.name}</span>
                <span className="block text-caption text-muted">
                  {account.low_point.balance < 0 ? (
                    <span className="font-medium text-negative">
                      <Money minor={account.low_point.balance} currency={currency} />{' '}
                      {dayInWords(account.low_point.date, today)}
                      {account.low_point.cause && `, after ${account.low_point.cause}`}
                    </span>
                  ) : account.low_point.cause === null ? (
                    'nothing due to leave'
                  ) : (
                    <>
                      down to <Money minor={account.low_point.balance} currency={currency} />{' '}
                      {dayInWords(account.low_point.date, today)}
                    </>
                  )}
                  {!account.reconciles && (
                    <span className="block text-attention">The bank’s two figures differ</span>
                  )}
                  <Age summary={summary} accountId={account.id} />
                </span>
              </span>
              <Money
                minor={account.own}
                currency={currency}
                className={cn('font-medium', accountAge(summary, account.id) && 'text-muted')}
              />
            </Link>
          </li>
        ))}
      </ul>
      {cushion > 0 && (
        <p className="flex items-baseline justify-between gap-4 py-3 text-muted">
          <span>Overdraft not used, not counted</span>
          <Money minor={cushion} currency={currency} />
        </p>
      )}
    </Section>
  )
}

export function CardsOwed({ summary }: { summary: Summary }) {
  const { cards, currency, today, cards_owed } = summary
  if (cards.length === 0) return null
  return (
    <Section
      title="Owed on cards"
      aside={<Money minor={cards_owed} currency={currency} className="font-medium" />}
    >
      <ul>
        {cards.map((card) => (
          <li key={card.account_id} className="border-b border-rule">
            <Link
              to="/cards"
              className="-mx-2 flex items-baseline justify-between gap-4 rounded-md px-2 py-3 hover:bg-sunken"
            >
              <span className="min-w-0">
                <span className="block truncate">{card.name}</span>
                <span className="block text-caption text-muted">
                  {card.next_repayment ? (
                    <>
                      {card.next_repayment.is_estimate && 'about '}
                      <Money minor={card.next_repayment.amount} currency={currency} sign="never" /> leaves{' '}
                      {dayInWords(card.next_repayment.date, today)}
                    </>
                  ) : (
                    (card.missing ?? 'no repayment due')
                  )}
                  <Age summary={summary} accountId={card.account_id} />
                </span>
              </span>
              <Money
                minor={card.owed}
                currency={currency}
                className={cn('font-medium', accountAge(summary, card.account_id) && 'text-muted')}
              />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** A figure that is older than it looks says so itself. */
function Age({ summary, accountId }: { summary: Summary; accountId: string }) {
  const age = accountAge(summary, accountId)
  return age && <span className="block font-medium text-attention">{age}</span>
}
