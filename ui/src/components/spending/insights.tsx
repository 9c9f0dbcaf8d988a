import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { dayInWords } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { dismissInsightMutation, listInsightsOptions, listInsightsQueryKey } from '@/services/queries'
import type { Insight } from '@/services/types'

const FIRST = 4

/** What stands out; each can be put away for good, and brought back. */
export function InsightList({ today }: { today: string }) {
  const queryClient = useQueryClient()
  const query = { dismissed: 'with' } as const
  const found = useQuery(listInsightsOptions({ query }))
  const [justGone, setJustGone] = useState<readonly string[]>([])
  const [isAll, setIsAll] = useState(false)
  const [isPutAway, setIsPutAway] = useState(false)
  const dismiss = useMutation({
    ...dismissInsightMutation(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: listInsightsQueryKey({ query }) }),
  })
  if (!found.data) return null
  const { insights, currency } = found.data
  const say = (key: string, dismissed: boolean) => {
    setJustGone((keys) => (dismissed ? [...keys, key] : keys.filter((each) => each !== key)))
    dismiss.mutate({ body: { key, dismissed } })
  }
  const open = insights.filter((one) => !one.is_dismissed || justGone.includes(one.key))
  const putAway = insights.filter((one) => one.is_dismissed && !justGone.includes(one.key))
  if (open.length + putAway.length === 0) return null
  const shown = isAll ? open : open.slice(0, FIRST)
  return (
    <Section title="Worth knowing">
      {dismiss.isError && (
        <Notice tone="problem" alert className="mt-3">
          {problemSentence(dismiss.error)}
        </Notice>
      )}
      {open.length === 0 && <p className="py-3 text-muted">Nothing new stands out.</p>}
      <ul>
        {shown.map((insight) => (
          <li key={insight.key} className="border-b border-rule py-3">
            {justGone.includes(insight.key) ? (
              <p className="flex items-center justify-between gap-4 text-muted" role="status">
                <span>Put away for good: {subject(insight)}.</span>
                <Button variant="quiet" onClick={() => say(insight.key, false)}>
                  Undo
                </Button>
              </p>
            ) : (
              <div className="flex flex-col gap-x-6 gap-y-1 md:flex-row md:items-start md:justify-between">
                <div className="min-w-0">
                  <p className="font-medium">
                    <Headline insight={insight} currency={currency} today={today} />
                  </p>
                  <p className="text-muted">
                    <Detail insight={insight} currency={currency} today={today} />
                  </p>
                </div>
                <div className="flex shrink-0 items-center gap-5">
                  <Behind insight={insight} />
                  <Button
                    variant="quiet"
                    onClick={() => say(insight.key, true)}
                    aria-label={`Put away: ${subject(insight)}`}
                  >
                    Put away
                  </Button>
                </div>
              </div>
            )}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-x-6">
        {open.length > FIRST && (
          <Button variant="quiet" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
            {isAll ? 'Show fewer' : `Show all ${open.length}`}
          </Button>
        )}
        {putAway.length > 0 && (
          <Button variant="quiet" aria-expanded={isPutAway} onClick={() => setIsPutAway(!isPutAway)}>
            {isPutAway ? 'Hide what you put away' : `Put away (${putAway.length})`}
          </Button>
        )}
      </div>
      {isPutAway && (
        <ul>
          {putAway.map((insight) => (
            <li
              key={insight.key}
              className="flex items-center justify-between gap-4 border-b border-rule py-1 text-muted"
            >
              <span>
                <Headline insight={insight} currency={currency} today={today} />
              </span>
              <Button
                variant="quiet"
                onClick={() => dismiss.mutate({ body: { key: insight.key, dismissed: false } })}
              >
                Bring back
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

interface InsightProps {
  insight: Insight
  currency: string
  today: string
}

function subject({ merchant, category_label }: Insight): string {
  return merchant ?? category_label
}

function Headline({ insight, currency, today }: InsightProps) {
  const name = subject(insight)
  const amount = <Money minor={insight.amount} currency={currency} />
  switch (insight.kind) {
    case 'price_rise':
      return (
        <>
          {name} went up to {amount}
        </>
      )
    case 'new_subscription':
      return (
        <>
          {name} looks like a new subscription: {amount}
        </>
      )
    case 'forgotten_subscription':
      return (
        <>
          {name}: {amount} each month, for a year or more
        </>
      )
    case 'unusual_charge':
      return (
        <>
          {amount} at {name}, more than usual there
        </>
      )
    case 'charged_twice':
      return (
        <>
          {name} took {amount} twice {dayInWords(insight.date, today)}
        </>
      )
    case 'category_ahead':
      return (
        <>
          {name} is ahead: {amount} so far
        </>
      )
    default:
      return insight.kind satisfies never
  }
}

function Detail({ insight, currency, today }: InsightProps) {
  const usual = <Money minor={insight.usual} currency={currency} />
  const yearly = <Money minor={insight.yearly} currency={currency} />
  switch (insight.kind) {
    case 'price_rise':
      return (
        <>
          It was {usual} until {dayInWords(insight.date, today)}. That is {yearly} more a year.
        </>
      )
    case 'new_subscription':
      return (
        <>
          First paid {dayInWords(insight.date, today)}. Over a year it comes to {yearly}.
        </>
      )
    case 'forgotten_subscription':
      return <>{yearly} a year. Here only in case you no longer use it.</>
    case 'unusual_charge':
      return (
        <>
          {dayInWords(insight.date, today)}. About {usual} is usual there.
        </>
      )
    case 'charged_twice':
      return <>The same amount on the same day, which it never did before.</>
    case 'category_ahead':
      return <>{usual} is usual by this day of the month.</>
    default:
      return insight.kind satisfies never
  }
}

/** The rows that show it. */
function Behind({ insight }: { insight: Insight }) {
  const className = 'inline-flex min-h-11 items-center underline decoration-rule-strong underline-offset-4'
  const [only] = insight.transaction_ids
  if (insight.kind === 'category_ahead') {
    return (
      <Link to="/spending" search={{ category: insight.category, by: 'merchant' }} className={className}>
        See it
      </Link>
    )
  }
  if (insight.transaction_ids.length === 1 && only) {
    return (
      <Link to="/transactions/$transactionId" params={{ transactionId: only }} className={className}>
        See the row
      </Link>
    )
  }
  return (
    <Link to="/transactions" search={{ merchant: insight.merchant_id ?? undefined }} className={className}>
      See the payments
    </Link>
  )
}
