import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { dayInWords } from '@/lib/dates'
import { countOf } from '@/lib/words'
import type { PaymentPlan, PlannedItem } from '@/services/types'
import { progressOf } from './plan-values'

const ROW =
  '-mx-2 grid w-[calc(100%+1rem)] grid-cols-[minmax(0,1fr)_auto_1rem] items-center gap-x-4 rounded-md px-2 py-3 text-left hover:bg-sunken md:grid-cols-[minmax(0,4fr)_minmax(0,6fr)_9rem_1rem]'
const ABOUT = 'col-start-1 row-start-2 text-caption text-muted md:col-start-2 md:row-start-1 md:text-body'
const AMOUNT = 'col-start-2 row-span-2 row-start-1 text-right font-medium md:col-start-3 md:row-span-1'
const CHEVRON = 'col-start-3 row-span-2 row-start-1 size-4 text-muted md:col-start-4 md:row-span-1'

interface PlanListProps {
  plans: PaymentPlan[]
  today: string
  onOpen: (plan: PaymentPlan) => void
}

export function PlanList({ plans, today, onOpen }: PlanListProps) {
  return (
    <ul>
      {plans.map((plan) => {
        const { ahead, leftMinor } = progressOf(plan, today)
        return (
          <li key={plan.id} className="border-b border-rule">
            <button type="button" className={ROW} onClick={() => onOpen(plan)}>
              <span className="truncate font-medium">{plan.name}</span>
              <span className={ABOUT}>{planInWords(plan, today)}</span>
              <span className={AMOUNT}>
                <Money minor={leftMinor} currency={plan.currency} sign="never" />
                {ahead.length > 0 && <span className="block text-caption font-normal text-muted">left</span>}
              </span>
              <Icon name="chevron" className={CHEVRON} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function planInWords(plan: PaymentPlan, today: string) {
  const { ahead } = progressOf(plan, today)
  const [next] = ahead
  if (plan.status !== 'active') {
    const word = plan.status === 'settled' ? 'settled early' : 'cancelled'
    return plan.ended_on ? `${word}, ${dayInWords(plan.ended_on, today)}` : word
  }
  if (!next) return 'paid off'
  return (
    <>
      <Money minor={next.amount} currency={plan.currency} sign="never" /> {dayInWords(next.date, today)},{' '}
      {countOf(ahead.length, 'payment')} of {plan.instalments} to come
    </>
  )
}

interface PlannedListProps {
  items: PlannedItem[]
  accountNames: ReadonlyMap<string, string>
  today: string
  onOpen: (item: PlannedItem) => void
}

export function PlannedList({ items, accountNames, today, onOpen }: PlannedListProps) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.id} className="border-b border-rule">
          <button type="button" className={ROW} onClick={() => onOpen(item)}>
            <span className="truncate font-medium">{item.name}</span>
            <span className={ABOUT}>
              {[dayInWords(item.date, today), item.account_id && accountNames.get(item.account_id)]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className={AMOUNT}>
              <Money
                minor={item.amount}
                currency={item.currency}
                sign="always"
                className={item.amount > 0 ? 'text-positive' : ''}
              />
            </span>
            <Icon name="chevron" className={CHEVRON} />
          </button>
        </li>
      ))}
    </ul>
  )
}
