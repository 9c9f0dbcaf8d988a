import { useQuery, useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { PlanForm } from '@/components/plans/plan-form'
import { PlanList, PlannedList } from '@/components/plans/plan-list'
import { progressOf } from '@/components/plans/plan-values'
import { PlanView } from '@/components/plans/plan-view'
import { PlannedForm } from '@/components/plans/planned-form'
import { AddButton } from '@/components/ui/add-button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { PagePending } from '@/components/ui/page-states'
import { Empty, PageTitle, Section } from '@/components/ui/section'
import { Sheet } from '@/components/ui/sheet'
import { problemSentence } from '@/services/problems'
import {
  listAccountsOptions,
  listPaymentPlansOptions,
  listPlannedItemsOptions,
  readMeOptions,
  readMetaOptions,
  readTransactionOptions,
} from '@/services/queries'
import type { PaymentPlan, PlannedItem } from '@/services/types'

export const Route = createFileRoute('/_app/plans')({
  head: () => ({ meta: [{ title: 'Plans · Finance Tracker' }] }),
  validateSearch: z.object({
    add: z.enum(['once', 'plan']).optional().catch(undefined),
    /** The transaction a new plan is made of. */
    purchase: z.uuid().optional().catch(undefined),
    /** The planned item or payment plan that is open. */
    open: z.uuid().optional().catch(undefined),
  }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(listPlannedItemsOptions()),
      queryClient.ensureQueryData(listPaymentPlansOptions()),
      queryClient.ensureQueryData(listAccountsOptions()),
    ]),
  pendingComponent: () => <PagePending label="Loading your plans" />,
  component: PlansPage,
})

function PlansPage() {
  const { add, purchase, open } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [{ data: planned }, { data: plans }, { data: accounts }, { data: me }, { data: meta }] =
    useSuspenseQueries({
      queries: [
        listPlannedItemsOptions(),
        listPaymentPlansOptions(),
        listAccountsOptions(),
        readMeOptions(),
        readMetaOptions(),
      ],
    })
  const [isEditing, setIsEditing] = useState(false)
  const { today } = meta
  const currency = me.household.currency
  const accountNames = new Map(accounts.map(({ id, name }) => [id, name]))
  const item = planned.find(({ id }) => id === open)
  const plan = plans.find(({ id }) => id === open)
  const ahead = planned.filter(({ date }) => date >= today).toSorted(byDate)
  const past = planned.filter(({ date }) => date < today).toSorted(byDate)
  const [running, over] = split(
    plans,
    (each) => each.status === 'active' && progressOf(each, today).leftMinor > 0,
  )
  const owed = running.reduce((sum, each) => sum + progressOf(each, today).leftMinor, 0)

  const close = () => {
    setIsEditing(false)
    navigate({ search: {}, replace: true, resetScroll: false })
  }
  const show = (search: { add?: 'once' | 'plan'; open?: string }) => navigate({ search, resetScroll: false })
  const shared = { accounts, currency, onDone: close }
  const isNewPlan = add === 'plan' || purchase !== undefined

  return (
    <div className="flex flex-col gap-10">
      <PageTitle>Plans</PageTitle>
      <Section
        title="Planned once"
        aside={<AddButton label="Plan something" onClick={() => show({ add: 'once' })} />}
      >
        {ahead.length === 0 ? (
          <Empty title="Nothing planned">
            A car MOT, a weekend away, money back from a friend: say what and when, and every figure counts it
            on its day.
          </Empty>
        ) : (
          <PlannedList
            items={ahead}
            accountNames={accountNames}
            today={today}
            onOpen={({ id }) => show({ open: id })}
          />
        )}
        <Past count={past.length}>
          <PlannedList
            items={past}
            accountNames={accountNames}
            today={today}
            onOpen={({ id }) => show({ open: id })}
          />
        </Past>
      </Section>
      <Section
        title="Paid in parts"
        aside={
          <span className="flex flex-wrap items-end justify-end gap-x-6">
            {owed > 0 && (
              <span className="text-muted">
                <Money minor={owed} currency={currency} className="font-medium text-ink" /> left
              </span>
            )}
            <AddButton label="Split a purchase" onClick={() => show({ add: 'plan' })} />
          </span>
        }
      >
        {running.length === 0 ? (
          <Empty title="Nothing is being paid in parts">
            Split a purchase here, or turn one the bank has shown into a plan from its own page. The payments
            come to its price to the penny.
          </Empty>
        ) : (
          <PlanList
            plans={running.toSorted(byNext(today))}
            today={today}
            onOpen={({ id }) => show({ open: id })}
          />
        )}
        <Past count={over.length}>
          <PlanList plans={over} today={today} onOpen={({ id }) => show({ open: id })} />
        </Past>
      </Section>

      <Sheet
        open={add !== undefined || isNewPlan || item !== undefined || plan !== undefined}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={isNewPlan ? 'Split a purchase' : (item?.name ?? plan?.name ?? 'Plan something')}
      >
        {add === 'once' && <PlannedForm item={null} {...shared} />}
        {item && <PlannedForm key={item.id} item={item} {...shared} />}
        {isNewPlan && <NewPlan purchaseId={purchase} today={today} {...shared} />}
        {plan && isEditing && (
          <PlanForm
            plan={plan}
            purchase={null}
            today={today}
            {...shared}
            onDone={() => setIsEditing(false)}
          />
        )}
        {plan && !isEditing && (
          <PlanView
            key={plan.id}
            plan={plan}
            accountName={plan.account_id ? accountNames.get(plan.account_id) : undefined}
            today={today}
            onEdit={() => setIsEditing(true)}
            onGone={close}
          />
        )}
      </Sheet>
    </div>
  )
}

type NewPlanProps = Omit<React.ComponentProps<typeof PlanForm>, 'plan' | 'purchase'> & {
  purchaseId: string | undefined
}

function NewPlan({ purchaseId, ...shared }: NewPlanProps) {
  const { data: purchase, error } = useQuery({
    ...readTransactionOptions({ path: { transaction_id: purchaseId ?? '' } }),
    enabled: purchaseId !== undefined,
  })
  if (error) {
    return (
      <Notice tone="problem" alert>
        {problemSentence(error)}
      </Notice>
    )
  }
  if (purchaseId !== undefined && !purchase) {
    return <div role="status" aria-label="Loading" className="skeleton h-64 w-full" />
  }
  return <PlanForm plan={null} purchase={purchase ?? null} {...shared} />
}

function Past({ count, children }: { count: number; children: React.ReactNode }) {
  if (count === 0) return null
  return (
    <details className="py-1">
      <summary className="flex min-h-11 cursor-pointer items-center text-muted">Gone by ({count})</summary>
      {children}
    </details>
  )
}

function byDate(one: PlannedItem, other: PlannedItem): number {
  return one.date.localeCompare(other.date)
}

function byNext(today: string) {
  const next = (plan: PaymentPlan) => progressOf(plan, today).ahead[0]?.date ?? '9999'
  return (one: PaymentPlan, other: PaymentPlan) => next(one).localeCompare(next(other))
}

function split<T>(all: readonly T[], isFirst: (each: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((each) => !isFirst(each))]
}
