import { useQuery, useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { z } from 'zod'
import { CommitmentForm } from '@/components/commitments/commitment-form'
import { CommitmentList } from '@/components/commitments/commitment-list'
import { CommitmentQuestions } from '@/components/commitments/commitment-questions'
import { CommitmentTotals } from '@/components/commitments/commitment-totals'
import { grouped, yearlyTotal } from '@/components/commitments/commitment-words'
import { Folded } from '@/components/commitments/folded'
import { isMonth, monthOf } from '@/components/commitments/month'
import { MonthView } from '@/components/commitments/month-view'
import { SuggestionDeck } from '@/components/commitments/suggestion-deck'
import { AddButton } from '@/components/ui/add-button'
import { buttonClass } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Money } from '@/components/ui/money'
import { Empty, PageTitle, Section } from '@/components/ui/section'
import { Sheet } from '@/components/ui/sheet'
import {
  listAccountsOptions,
  listCommitmentsOptions,
  listNeedsOptions,
  readMeOptions,
  readMetaOptions,
} from '@/services/queries'
import type { Commitment } from '@/services/types'

const search = z.object({
  add: z.enum(['income', 'bill']).optional().catch(undefined),
  view: z.enum(['calendar']).optional().catch(undefined),
  month: z.string().refine(isMonth).optional().catch(undefined),
  day: z.iso.date().optional().catch(undefined),
  guesses: z.boolean().optional().catch(undefined),
  guess: z.uuid().optional().catch(undefined),
})

export const Route = createFileRoute('/_app/commitments')({
  head: () => ({ meta: [{ title: 'Commitments · Finance Tracker' }] }),
  validateSearch: search,
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(listCommitmentsOptions()),
      queryClient.ensureQueryData(listAccountsOptions()),
    ]),
  component: CommitmentsPage,
})

type Add = 'income' | 'bill'

function CommitmentsPage() {
  const { add, view = 'list', month, day, guesses: withGuesses = false, guess } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [{ data: commitments }, { data: accounts }, { data: me }, { data: meta }] = useSuspenseQueries({
    queries: [listCommitmentsOptions(), listAccountsOptions(), readMeOptions(), readMetaOptions()],
  })
  const { data: needs = [] } = useQuery(listNeedsOptions())
  const { currency } = me.household
  const { today } = meta
  const { guesses, incomes, bills, paused, ended, rejected } = grouped(commitments)
  const go = (changes: z.infer<typeof search>) =>
    navigate({ search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: false })
  const close = () => go({ add: undefined })

  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        aside={
          <Choice
            label="Show as"
            value={view}
            options={VIEWS}
            onChange={(next) => go({ view: next === 'calendar' ? next : undefined })}
          />
        }
      >
        Commitments
      </PageTitle>
      {commitments.length > 0 && (
        <CommitmentTotals bills={bills} incomes={incomes} currency={currency} today={today} />
      )}
      <SuggestionDeck
        guesses={guesses}
        accounts={accounts}
        today={today}
        asked={guess}
        onAsk={(id) => go({ guess: id })}
      />
      <CommitmentQuestions needs={needs} />
      {view === 'calendar' ? (
        <MonthView
          commitments={commitments}
          withGuesses={withGuesses}
          month={month ?? (day ? monthOf(day) : monthOf(today))}
          day={day}
          today={today}
          currency={currency}
          onChange={go}
        />
      ) : (
        <>
          {commitments.length === 0 && <NothingYet hasAccounts={accounts.length > 0} />}
          <Section
            title="Comes in"
            aside={
              <Total
                commitments={incomes}
                currency={currency}
                onAdd={() => go({ add: 'income' })}
                add="Add income"
              />
            }
          >
            {incomes.length === 0 ? (
              <Empty title="No income yet">
                Add your wage, and every figure runs to the day you’re paid.
              </Empty>
            ) : (
              <CommitmentList commitments={incomes} accounts={accounts} today={today} />
            )}
          </Section>
          <Section
            title="Goes out"
            aside={
              <Total
                commitments={bills}
                currency={currency}
                onAdd={() => go({ add: 'bill' })}
                add="Add a bill"
              />
            }
          >
            {bills.length === 0 ? (
              <Empty title="No bills yet">
                Rent, council tax, subscriptions: whatever leaves by itself. Each is taken off once, on its
                day.
              </Empty>
            ) : (
              <CommitmentList commitments={bills} accounts={accounts} today={today} />
            )}
          </Section>
          <p className="text-muted">
            What happens once, and what is paid in parts, stands under{' '}
            <Link to="/plans" className="font-medium text-accent underline underline-offset-4">
              Plans
            </Link>
            .
          </p>
        </>
      )}
      <div className="border-t border-rule empty:hidden">
        <Folded
          title="Paused"
          back="confirmed"
          label="Resume"
          commitments={paused}
          {...{ accounts, currency, today }}
        >
          These count in no figure until you resume them.
        </Folded>
        <Folded
          title="Ended"
          back="confirmed"
          label="Goes on"
          commitments={ended}
          {...{ accounts, currency, today }}
        >
          These are over. What they cost stays in the past.
        </Folded>
        <Folded
          title="Turned down"
          back="suggested"
          label="Take back"
          commitments={rejected}
          {...{ accounts, currency, today }}
        >
          You said no to these. They are asked about again only if they change much.
        </Folded>
      </div>

      <Sheet
        open={add !== undefined}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={add ? TITLES[add] : ''}
      >
        {add && (
          <CommitmentForm
            commitment={null}
            direction={add === 'income' ? 'in' : 'out'}
            accounts={accounts}
            currency={currency}
            today={today}
            onDone={close}
          />
        )}
      </Sheet>
    </div>
  )
}

const VIEWS = [
  { value: 'list', label: 'List' },
  { value: 'calendar', label: 'Calendar' },
] as const

const TITLES: Record<Add, string> = {
  income: 'Add income',
  bill: 'Add a bill',
}

function NothingYet({ hasAccounts }: { hasAccounts: boolean }) {
  if (hasAccounts) {
    return (
      <Empty title="Nothing found yet">
        Two or three payments of a thing are enough to find it by itself, and the bank’s own lists of standing
        orders and direct debits are read too. Until then you can enter what you know.
      </Empty>
    )
  }
  return (
    <Empty
      title="No bank yet"
      action={
        <Link to="/connect" className={buttonClass()}>
          Connect a bank
        </Link>
      }
    >
      Once a bank is connected, your wage, rent, bills and subscriptions are found by themselves, and you say
      yes or no to each.
    </Empty>
  )
}

function Total({
  commitments,
  currency,
  add,
  onAdd,
}: {
  commitments: Commitment[]
  currency: string
  add: string
  onAdd: () => void
}) {
  return (
    <div className="flex flex-wrap items-baseline justify-end gap-x-5">
      {commitments.length > 0 && (
        <span className="text-muted max-md:hidden">
          <Money minor={yearlyTotal(commitments)} currency={currency} short sign="never" /> a year
        </span>
      )}
      <AddButton label={add} onClick={onAdd} />
    </div>
  )
}
