import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { dayInWords, ordinal } from '@/lib/dates'
import { rateInWords } from '@/lib/rates'
import { accountKindInWords } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { readCardRepaymentOptions } from '@/services/queries'
import type { Account, Repayment } from '@/services/types'
import { costOf, planInWords } from './repayment-words'

interface CardSectionProps {
  card: Account
  accountNames: ReadonlyMap<string, string>
  today: string
  onRepayment: () => void
  onDetails: () => void
}

/** One card: what is owed, the statement that is due, and what leaves for it and when. */
export function CardSection({ card, accountNames, today, onRepayment, onDetails }: CardSectionProps) {
  const { data: plan, error } = useQuery(readCardRepaymentOptions({ path: { account_id: card.id } }))
  const isByHand = card.connection_id === null
  return (
    <Section
      title={card.name}
      aside={
        <span className="text-right">
          <Money
            minor={card.owed ?? Math.abs(card.balance)}
            currency={card.currency}
            className="text-title font-semibold"
          />
          <span className="text-muted"> owed</span>
        </span>
      }
    >
      <p className="flex flex-wrap items-center justify-between gap-x-6 pt-3 text-caption text-muted">
        <span>{[card.institution ?? 'Kept by hand', accountKindInWords(card.kind)].join(' · ')}</span>
        <span className="flex gap-x-4">
          {isByHand && (
            <Button variant="quiet" aria-label={`Details of ${card.name}`} onClick={onDetails}>
              Details
            </Button>
          )}
          <Link
            to="/transactions"
            search={{ account: card.id }}
            className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4"
            aria-label={`Transactions of ${card.name}`}
          >
            Transactions
          </Link>
        </span>
      </p>
      {error && (
        <Notice tone="problem" alert>
          {problemSentence(error)}
        </Notice>
      )}
      {!plan && !error && <div role="status" aria-label="Loading" className="skeleton mt-2 h-48 w-full" />}
      {plan && (
        <div className="grid gap-x-14 gap-y-6 pt-2 md:grid-cols-2">
          <Facts
            card={card}
            plan={plan}
            today={today}
            accountNames={accountNames}
            onRepayment={onRepayment}
          />
          <NextRepayments card={card} plan={plan} today={today} onRepayment={onRepayment} />
        </div>
      )}
    </Section>
  )
}

interface PartProps {
  card: Account
  plan: Repayment
  today: string
  onRepayment: () => void
}

function Facts({
  card,
  plan,
  today,
  accountNames,
  onRepayment,
}: PartProps & { accountNames: ReadonlyMap<string, string> }) {
  const { currency, credit_limit } = card
  const { cycle } = plan
  const from = plan.pay_from_account_id ? accountNames.get(plan.pay_from_account_id) : undefined
  return (
    <dl>
      <Fact name="Last statement">
        {cycle?.statement_balance == null ? (
          'not known'
        ) : (
          <>
            {cycle.is_reconstructed && <span className="text-muted">about </span>}
            <Money minor={cycle.statement_balance} currency={currency} sign="never" />
            {cycle.statement_date && `, ${dayInWords(cycle.statement_date, today)}`}
            {cycle.is_reconstructed && (
              <span className="block text-caption text-muted">
                worked out from its rows, not told by the bank
              </span>
            )}
          </>
        )}
      </Fact>
      {cycle !== null && cycle.paid_since !== 0 && (
        <Fact name="Paid since">
          <Money minor={cycle.paid_since} currency={currency} sign="never" />
        </Fact>
      )}
      {cycle !== null && (cycle.statement_day !== null || cycle.due_day !== null) && (
        <Fact name="Its days">
          {[
            cycle.statement_day !== null && `statement on the ${ordinal(cycle.statement_day)}`,
            cycle.due_day !== null && `due on the ${ordinal(cycle.due_day)}`,
          ]
            .filter(Boolean)
            .join(', ')}
        </Fact>
      )}
      {credit_limit !== null && (
        <Fact name="Limit">
          <Money minor={credit_limit} currency={currency} short />
          {card.owed !== null && (
            <span className="text-muted">
              , <Money minor={credit_limit - card.owed} currency={currency} /> of it not used
            </span>
          )}
        </Fact>
      )}
      <Fact name="Repaid">
        <span className="inline-block first-letter:uppercase">
          {plan.plan === 'fixed' && plan.amount !== null ? (
            <>
              <Money minor={plan.amount} currency={currency} short /> a month
            </>
          ) : (
            planInWords(plan)
          )}
          {from && `, from ${from}`}
        </span>
        {plan.is_assumed && (
          <span className="block text-caption text-muted">taken to be so until you say otherwise</span>
        )}
        {plan.apr !== null && plan.plan !== 'full' && (
          <span className="block text-caption text-muted">interest at {rateInWords(plan.apr)} a year</span>
        )}
        <span className="block">
          <Button variant="quiet" aria-label={`Change how ${card.name} is repaid`} onClick={onRepayment}>
            Change
          </Button>
        </span>
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8rem_minmax(0,1fr)] gap-4 border-b border-rule py-2.5">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const SHOWN = 6

function NextRepayments({ card, plan, today, onRepayment }: PartProps) {
  const { currency } = card
  const cost = costOf(plan.repayments)
  const hasInterest = plan.repayments.some(({ interest }) => interest !== 0)
  if (plan.missing) {
    return (
      <div className="flex flex-col items-start gap-3">
        <Notice tone="attention">{plan.missing}</Notice>
        <Button onClick={onRepayment}>Say how it is repaid</Button>
      </div>
    )
  }
  if (plan.repayments.length === 0) return <p className="py-2.5 text-muted">Nothing to repay.</p>
  return (
    <div>
      <table className="w-full border-collapse">
        <caption className="pb-2 text-left font-medium">Next repayments</caption>
        <thead className={hasInterest ? 'text-caption text-muted' : 'sr-only'}>
          <tr>
            <th scope="col" className="py-1 text-left font-medium">
              Leaves
            </th>
            {hasInterest && (
              <th scope="col" className="py-1 text-right font-medium">
                Interest
              </th>
            )}
            <th scope="col" className="py-1 text-right font-medium">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.repayments.slice(0, SHOWN).map((repayment) => (
            <tr key={repayment.date} className="border-t border-rule align-top">
              <th scope="row" className="py-2 text-left font-normal">
                {dayInWords(repayment.date, today)}
                <span className="block text-caption text-muted">
                  {repayment.statement_date > today ? 'statement still to come, ' : 'statement of '}
                  {dayInWords(repayment.statement_date, today)}
                </span>
              </th>
              {hasInterest && (
                <td className="py-2 text-right text-muted">
                  <Money minor={repayment.interest} currency={currency} />
                </td>
              )}
              <td className="py-2 pl-3 text-right whitespace-nowrap">
                {repayment.is_estimate && <span className="text-muted">about </span>}
                <Money minor={repayment.amount} currency={currency} sign="never" className="font-medium" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {cost && (
        <p className="border-t border-rule pt-2 text-muted">
          {cost.clearOn
            ? `Clear ${dayInWords(cost.clearOn, today)}, by what is known now`
            : `Not clear by ${dayInWords(cost.lastOn, today)}`}
          {!cost.clearOn && (
            <>
              : <Money minor={cost.leftMinor} currency={currency} /> then still unpaid
            </>
          )}
          {cost.interest > 0 ? (
            <>
              . Interest until then about <Money minor={cost.interest} currency={currency} />.
            </>
          ) : plan.apr === null ? (
            '. No interest rate is given, so none is counted.'
          ) : (
            '.'
          )}
        </p>
      )}
    </div>
  )
}
