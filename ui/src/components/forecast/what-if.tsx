import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { SelectField, TextField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { cn } from '@/lib/cn'
import { dayInWords } from '@/lib/dates'
import { currencySymbol, moneyInput, parseMoney } from '@/lib/money'
import { problemSentence } from '@/services/problems'
import { addPaymentPlanMutation, addPlannedItemMutation } from '@/services/queries'
import type { Account, Forecast, Way, WhatIf } from '@/services/types'

export interface Question {
  /** What it costs, in minor units; less than nothing is money coming in. */
  cost: number
  on: string
  times: number
}

interface WhatIfPanelProps {
  forecast: Forecast
  accounts: Account[]
  question: Question | null
  answer: WhatIf | undefined
  problem: unknown
  way: Way | undefined
  onAsk: (question: Question | null) => void
  onWay: (way: Way) => void
}

/** Can I afford it? Typed here or dragged on the chart; one press turns it into a plan. */
export function WhatIfPanel({
  forecast,
  accounts,
  question,
  answer,
  problem,
  way,
  onAsk,
  onWay,
}: WhatIfPanelProps) {
  const { currency, today } = forecast
  const last = forecast.days.at(-1)?.date
  const ask = (changed: Partial<Question>) => onAsk({ cost: 0, on: today, times: 3, ...question, ...changed })
  return (
    <Section
      title="Can I afford it?"
      aside={
        question && (
          <Button variant="quiet" onClick={() => onAsk(null)}>
            Clear
          </Button>
        )
      }
    >
      <div className="grid gap-4 py-4 sm:grid-cols-[1fr_1fr_8rem]">
        <TextField
          label="It costs"
          prefix={currencySymbol(currency)}
          inputMode="decimal"
          autoComplete="off"
          key={question ? 'asked' : 'empty'}
          defaultValue={question?.cost ? moneyInput(question.cost, currency) : ''}
          onChange={(event) => {
            const cost = parseMoney(event.target.value, currency)
            if (cost !== null && cost !== 0) ask({ cost })
          }}
        />
        <TextField
          label="On"
          type="date"
          min={today}
          max={last}
          value={question?.on ?? today}
          onChange={(event) => event.target.value && ask({ on: event.target.value })}
        />
        <SelectField
          label="Or in parts"
          value={question?.times ?? 3}
          onChange={(event) => ask({ times: Number(event.target.value) })}
        >
          {[2, 3, 4, 6, 10, 12].map((times) => (
            <option key={times} value={times}>
              {times} parts
            </option>
          ))}
        </SelectField>
      </div>
      {problem !== null && problem !== undefined && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      {question && answer && (
        <Answer
          answer={answer}
          accounts={accounts}
          currency={currency}
          today={today}
          way={way}
          onWay={onWay}
          onDone={() => onAsk(null)}
        />
      )}
    </Section>
  )
}

interface AnswerProps {
  answer: WhatIf
  accounts: Account[]
  currency: string
  today: string
  way: Way | undefined
  onWay: (way: Way) => void
  onDone: () => void
}

function Answer({ answer, accounts, currency, today, way, onWay, onDone }: AnswerProps) {
  return (
    <div className="flex flex-col gap-4" aria-live="polite" data-testid="what-if-answer">
      {way && (
        <p className="text-lead">
          <strong className={cn('font-semibold', way.affordable ? 'text-positive' : 'text-negative')}>
            {verdict(way, wayInWords(way, accounts))}
          </strong>{' '}
          Safe to spend goes from <Money minor={answer.before.safe_to_spend} currency={currency} /> to{' '}
          <Money minor={way.safe_to_spend} currency={currency} className="font-semibold" />, and the balance
          would be lowest {dayInWords(way.low_point.date, today)}, at{' '}
          <Money
            minor={way.low_point.balance}
            currency={currency}
            className={cn('font-semibold', way.low_point.balance < 0 && 'text-negative')}
          />
          {way.low_point.balance === answer.before.low_point.balance && ', as it would be without it'}.
        </p>
      )}
      <ul className="flex flex-col border-t border-rule">
        {answer.ways.map((each) => (
          <WayRow
            key={`${each.way}-${each.account_id}`}
            way={each}
            name={wayInWords(each, accounts)}
            currency={currency}
            today={today}
            isChosen={each === way}
            onChoose={() => onWay(each)}
            onDone={onDone}
          />
        ))}
      </ul>
    </div>
  )
}

/** "Yes, in 3 parts.": about the way that is chosen, as the line of the chart is. */
function verdict({ affordable, tight }: Way, name: string): string {
  const how = name.charAt(0).toLowerCase() + name.slice(1)
  if (!affordable) return `Not ${how}.`
  return tight ? `Yes, ${how}, but it would be tight.` : `Yes, ${how}.`
}

function wayInWords(way: Way, accounts: Account[]): string {
  const card = accounts.find((account) => account.id === way.account_id)?.name
  if (way.way === 'card') return `On ${card ?? 'the card'}`
  if (way.way === 'instalments') return `In ${way.schedule.length} parts`
  return 'At once'
}

interface WayRowProps {
  way: Way
  name: string
  currency: string
  today: string
  isChosen: boolean
  onChoose: () => void
  onDone: () => void
}

function WayRow({ way, name, currency, today, isChosen, onChoose, onDone }: WayRowProps) {
  const { make, isMaking } = useMakeItSo(onDone)
  return (
    <li
      className={cn(
        'grid gap-x-4 gap-y-1 border-b border-rule py-3 md:grid-cols-[9rem_1fr_auto]',
        isChosen && 'bg-accent-soft',
      )}
    >
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onChoose}
        className="min-h-11 px-1 text-left font-medium underline-offset-4 hover:underline"
      >
        {name}
      </button>
      <p className="px-1 text-muted">
        {way.affordable
          ? 'Safe'
          : way.first_safe_date
            ? `Safe from ${dayInWords(way.first_safe_date, today)}`
            : 'Not safe in this time'}
        {' · safe to spend '}
        <Money minor={way.safe_to_spend} currency={currency} className="text-ink" />
        {' · lowest '}
        <Money minor={way.low_point.balance} currency={currency} className="text-ink" />
        {way.cost !== 0 && (
          <>
            {' · costs '}
            <Money minor={way.cost} currency={currency} className="text-ink" /> more
          </>
        )}
      </p>
      {isChosen && (
        <Button variant="secondary" busy={isMaking} onClick={() => make(way)}>
          Plan it
        </Button>
      )}
    </li>
  )
}

/** Post the request the answer carries: a planned item, or a payment plan. */
function useMakeItSo(onDone: () => void) {
  const queryClient = useQueryClient()
  const settled = { onSuccess: () => queryClient.invalidateQueries().then(onDone) }
  const item = useMutation({ ...addPlannedItemMutation(), ...settled })
  const plan = useMutation({ ...addPaymentPlanMutation(), ...settled })
  const make = (way: Way) => {
    const body = way.make_it_so.body as never
    if (way.make_it_so.path.endsWith('payment-plans')) plan.mutate({ body })
    else item.mutate({ body })
  }
  return { make, isMaking: item.isPending || plan.isPending }
}
