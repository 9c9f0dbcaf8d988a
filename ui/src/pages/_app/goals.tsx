import { useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { GoalForm } from '@/components/goals/goal-form'
import { GoalRow } from '@/components/goals/goal-row'
import { AddButton } from '@/components/ui/add-button'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { PagePending } from '@/components/ui/page-states'
import { Empty, PageTitle, Section } from '@/components/ui/section'
import { Sheet } from '@/components/ui/sheet'
import { listAccountsOptions, listGoalsOptions, readMeOptions, readMetaOptions } from '@/services/queries'

export const Route = createFileRoute('/_app/goals')({
  head: () => ({ meta: [{ title: 'Goals · Finance Tracker' }] }),
  validateSearch: z.object({
    add: z.literal('goal').optional().catch(undefined),
    open: z.uuid().optional().catch(undefined),
  }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(listGoalsOptions()),
      queryClient.ensureQueryData(listAccountsOptions()),
    ]),
  pendingComponent: () => <PagePending label="Loading your goals" />,
  component: GoalsPage,
})

function GoalsPage() {
  const { add, open } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [{ data: goals }, { data: accounts }, { data: me }, { data: meta }] = useSuspenseQueries({
    queries: [listGoalsOptions(), listAccountsOptions(), readMeOptions(), readMetaOptions()],
  })
  const currency = me.household.currency
  const accountNames = new Map(accounts.map(({ id, name }) => [id, name]))
  const goal = goals.find(({ id }) => id === open)
  const close = () => navigate({ search: {}, replace: true, resetScroll: false })
  const begin = () => navigate({ search: { add: 'goal' }, resetScroll: false })

  return (
    <div className="flex flex-col gap-10">
      <PageTitle>Goals</PageTitle>
      {goals.length === 0 ? (
        <Empty title="Nothing to save for yet" action={<Button onClick={begin}>Add a goal</Button>}>
          A holiday, a boiler, three months’ rent: say how much and by when. You see what it needs a month,
          and how much is safe to add today.
        </Empty>
      ) : (
        <>
          <SafeToAdd minor={goals[0]?.safe_to_add ?? 0} currency={currency} />
          <Section title="Saving for" aside={<AddButton label="Add a goal" onClick={begin} />}>
            <ul>
              {goals.map((each) => (
                <GoalRow
                  key={each.id}
                  goal={each}
                  accountName={each.account_id ? accountNames.get(each.account_id) : undefined}
                  today={meta.today}
                  onEdit={() => navigate({ search: { open: each.id }, resetScroll: false })}
                />
              ))}
            </ul>
          </Section>
        </>
      )}
      <Sheet
        open={add !== undefined || goal !== undefined}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={goal?.name ?? 'Add a goal'}
      >
        {(add || goal) && (
          <GoalForm
            key={goal?.id ?? 'new'}
            goal={goal ?? null}
            accounts={accounts}
            currency={currency}
            today={meta.today}
            onDone={close}
          />
        )}
      </Sheet>
    </div>
  )
}

/** The figure the page is opened for: one for all goals, since the money is the same. */
function SafeToAdd({ minor, currency }: { minor: number; currency: string }) {
  return (
    <section aria-labelledby="safe-to-add" className="flex flex-col gap-2">
      <h2 id="safe-to-add" className="text-lead font-medium text-muted">
        Safe to add today
      </h2>
      <p className="text-hero font-semibold" data-testid="safe-to-add">
        <Money minor={minor} currency={currency} size="hero" />
      </p>
      <p className="max-w-prose text-lead">
        {minor > 0
          ? 'in all, to whichever you like, without leaving you short before payday or, by past spending, in the next 90 days.'
          : 'Anything put aside now could leave you short before payday or, by past spending, in the next 90 days.'}
      </p>
    </section>
  )
}
