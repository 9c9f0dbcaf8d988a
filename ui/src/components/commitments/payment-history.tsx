import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { useWidth } from '@/hooks/use-width'
import { shortDay } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import { countOf } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { splitCommitmentMutation } from '@/services/queries'
import type { Commitment } from '@/services/types'
import { stepChart } from './steps'

interface PaymentHistoryProps {
  commitment: Commitment
  today: string
  onSplit: (other: Commitment) => void
}

const SHOWN = 12

/** What was paid when, each step of the price, and which payments are another thing's. */
export function PaymentHistory({ commitment, today, onSplit }: PaymentHistoryProps) {
  const [isWhole, setIsWhole] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null)
  const payments = commitment.history.toReversed()
  const shown = isWhole || chosen ? payments : payments.slice(0, SHOWN)
  const steps = new Map(commitment.price_steps.map((step) => [step.date, step]))
  if (payments.length === 0) {
    return (
      <Section title="Payments">
        <p className="py-4 text-muted">
          {commitment.origin === 'by_hand'
            ? 'No payment of it has been recognised yet. Each will stand here once the bank sends it.'
            : 'No payment has been seen yet; the bank has it on its list.'}
        </p>
      </Section>
    )
  }
  return (
    <Section
      title="Payments"
      aside={
        payments.length > 1 &&
        chosen === null && (
          <Button variant="quiet" className="-my-2" onClick={() => setChosen(new Set())}>
            Some belong to something else
          </Button>
        )
      }
    >
      {payments.length > 2 && <StepLine commitment={commitment} today={today} />}
      {chosen && (
        <Splitting
          commitment={commitment}
          chosen={chosen}
          onCancel={() => setChosen(null)}
          onSplit={onSplit}
        />
      )}
      <table className="w-full">
        <caption className="sr-only">Payments, newest first</caption>
        <thead className="text-caption text-muted">
          <tr className="border-b border-rule text-left">
            {chosen && <th scope="col" className="w-8 font-medium" />}
            <th scope="col" className="py-2 font-medium">
              Day
            </th>
            <th scope="col" className="py-2 font-medium max-md:hidden">
              As the bank wrote it
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              Amount
            </th>
            {steps.size > 0 && (
              <th scope="col" className="py-2 pl-4 text-right font-medium md:w-52">
                Change
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((payment) => {
            const step = steps.get(payment.date)
            return (
              <tr key={payment.transaction_id} className="border-b border-rule align-baseline">
                {chosen && (
                  <td>
                    <input
                      type="checkbox"
                      className="size-5 accent-accent"
                      aria-label={`${shortDay(payment.date, today)}, ${formatMoney(payment.amount, commitment.currency, { sign: 'never' })}`}
                      checked={chosen.has(payment.transaction_id)}
                      onChange={() => setChosen(toggled(chosen, payment.transaction_id))}
                    />
                  </td>
                )}
                <td className="figures py-2 pr-4">
                  <Link
                    to="/transactions/$transactionId"
                    params={{ transactionId: payment.transaction_id }}
                    className="underline decoration-rule-strong underline-offset-4 hover:decoration-current"
                  >
                    {shortDay(payment.date, today)}
                  </Link>
                  {payment.status === 'pending' && <span className="text-muted">, not settled yet</span>}
                </td>
                <td className="max-w-0 truncate py-2 pr-4 text-muted max-md:hidden md:w-1/3">
                  {payment.description}
                </td>
                <td className="py-2 text-right">
                  <Money minor={payment.amount} currency={commitment.currency} sign="never" />
                </td>
                {steps.size > 0 && (
                  <td className="py-2 pl-4 text-right text-caption">
                    {step && (
                      <>
                        <span className="font-medium">
                          {step.new > step.old ? 'up ' : 'down '}
                          <Money minor={step.new - step.old} currency={commitment.currency} sign="never" />
                        </span>
                        <span className="block text-muted">
                          <Money minor={step.yearly_change} currency={commitment.currency} sign="never" />{' '}
                          {step.new > step.old ? 'more' : 'less'} a year
                        </span>
                      </>
                    )}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      {shown.length < payments.length && (
        <Button variant="quiet" className="self-start" onClick={() => setIsWhole(true)}>
          Show all {payments.length}
        </Button>
      )}
    </Section>
  )
}

const FRAME = { height: 120, left: 4, right: 4, top: 30, bottom: 26 }

/** The price over time; the table below says the same in numbers. */
function StepLine({ commitment, today }: { commitment: Commitment; today: string }) {
  const { currency, history, price_steps, variable } = commitment
  const box = useRef<HTMLElement>(null)
  const width = useWidth(box)
  const frame = { ...FRAME, width }
  const { points, path, low, high } = stepChart(history, frame)
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return null
  const dates = new Set(price_steps.map(({ date }) => date))
  // What it began with is said too, so that each level has its amount.
  const marked = points.filter(({ payment }, place) => place === 0 || dates.has(payment.date))
  return (
    <figure ref={box} className="py-4">
      <figcaption className="pb-1 text-caption text-muted">
        {low === high
          ? `${formatMoney(high, currency)} each time`
          : variable
            ? `Between ${formatMoney(low, currency)} and ${formatMoney(high, currency)}`
            : `From ${formatMoney(first.payment.amount, currency, { sign: 'never' })} to ${formatMoney(last.payment.amount, currency, { sign: 'never' })}, ${countOf(price_steps.length, 'step')}`}
      </figcaption>
      <svg
        width={width}
        height={FRAME.height}
        viewBox={`0 0 ${width} ${FRAME.height}`}
        className="block overflow-visible text-caption"
        aria-hidden="true"
      >
        <path d={path} fill="none" stroke="var(--accent)" strokeWidth={2} strokeLinejoin="round" />
        {!variable &&
          low !== high &&
          marked.map(({ x, y, payment }) => (
            <g key={payment.transaction_id}>
              <circle cx={x} cy={y} r={3.5} fill="var(--paper)" stroke="var(--accent)" strokeWidth={2} />
              <text
                x={x}
                y={y - 9}
                textAnchor={x > width - 40 ? 'end' : x < 40 ? 'start' : 'middle'}
                className="figures fill-ink font-medium"
              >
                {formatMoney(payment.amount, currency, { sign: 'never' })}
              </text>
            </g>
          ))}
        <circle cx={last.x} cy={last.y} r={3.5} fill="var(--accent)" />
        <text x={FRAME.left} y={FRAME.height - 4} className="fill-muted">
          {shortDay(first.payment.date, today)}
        </text>
        <text x={width - FRAME.right} y={FRAME.height - 4} textAnchor="end" className="fill-muted">
          {shortDay(last.payment.date, today)}
        </text>
      </svg>
    </figure>
  )
}

interface SplittingProps {
  commitment: Commitment
  chosen: ReadonlySet<string>
  onCancel: () => void
  onSplit: (other: Commitment) => void
}

function Splitting({ commitment, chosen, onCancel, onSplit }: SplittingProps) {
  const queryClient = useQueryClient()
  const split = useMutation({
    ...splitCommitmentMutation(),
    onSuccess: (other) => {
      queryClient.invalidateQueries()
      onSplit(other)
    },
  })
  const isAll = chosen.size === commitment.history.length
  return (
    <div className="my-3 flex flex-col gap-3 rounded-md bg-sunken p-4">
      <p>
        Tick the payments that are something else, such as a second subscription at the same place. They
        become a commitment of their own.
      </p>
      {isAll && <p className="text-muted">At least one payment has to stay here.</p>}
      {split.isError && (
        <Notice tone="problem" alert>
          {problemSentence(split.error)}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        <Button
          busy={split.isPending}
          disabled={chosen.size === 0 || isAll}
          onClick={() =>
            split.mutate({ path: { commitment_id: commitment.id }, body: { transaction_ids: [...chosen] } })
          }
        >
          {chosen.size === 0 ? 'Split off' : `Split off ${countOf(chosen.size, 'payment')}`}
        </Button>
        <Button variant="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}
