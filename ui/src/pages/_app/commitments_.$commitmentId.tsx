import { useQuery, useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute, Link, useRouter } from '@tanstack/react-router'
import { z } from 'zod'
import { Amount } from '@/components/commitments/amount'
import { CommitmentActions } from '@/components/commitments/commitment-actions'
import { CommitmentForm } from '@/components/commitments/commitment-form'
import { Tag } from '@/components/commitments/commitment-list'
import { CommitmentQuestions } from '@/components/commitments/commitment-questions'
import { rhythmInWords } from '@/components/commitments/commitment-words'
import { FoundBy } from '@/components/commitments/found-by'
import { MergeForm } from '@/components/commitments/merge-form'
import { NextOccurrences } from '@/components/commitments/next-occurrences'
import { PaymentHistory } from '@/components/commitments/payment-history'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { PageProblem } from '@/components/ui/page-states'
import { Empty } from '@/components/ui/section'
import { Sheet } from '@/components/ui/sheet'
import { shiftInWords } from '@/lib/cadence'
import { dayInWords, longDay } from '@/lib/dates'
import { problemSentence, problemStatus } from '@/services/problems'
import {
  listAccountsOptions,
  listNeedsOptions,
  readCommitmentOptions,
  readMetaOptions,
} from '@/services/queries'
import type { Account, Commitment } from '@/services/types'

export const Route = createFileRoute('/_app/commitments_/$commitmentId')({
  head: () => ({ meta: [{ title: 'A commitment · Finance Tracker' }] }),
  validateSearch: z.object({ do: z.enum(['edit', 'merge']).optional().catch(undefined) }),
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      queryClient.ensureQueryData(readCommitmentOptions({ path: { commitment_id: params.commitmentId } })),
      queryClient.ensureQueryData(listAccountsOptions()),
    ]),
  errorComponent: ({ error, reset }) => <NotShown error={error} reset={reset} />,
  component: CommitmentPage,
})

function CommitmentPage() {
  const { commitmentId } = Route.useParams()
  const { do: doing } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [{ data: commitment }, { data: accounts }, { data: meta }] = useSuspenseQueries({
    queries: [
      readCommitmentOptions({ path: { commitment_id: commitmentId } }),
      listAccountsOptions(),
      readMetaOptions(),
    ],
  })
  const { data: needs = [] } = useQuery(listNeedsOptions())
  const { today } = meta
  const act = (next: 'edit' | 'merge' | undefined) =>
    navigate({ search: { do: next }, replace: true, resetScroll: false })
  const leave = () => navigate({ to: '/commitments', replace: true })
  return (
    <article className="flex flex-col gap-8">
      <Link
        to="/commitments"
        className="-ml-1 inline-flex min-h-11 items-center gap-1 self-start font-medium text-accent"
      >
        <Icon name="chevron" className="size-4 rotate-180" />
        Commitments
      </Link>
      <Heading commitment={commitment} accounts={accounts} today={today} />
      <CommitmentActions
        key={commitment.id}
        commitment={commitment}
        onEdit={() => act('edit')}
        onMerge={() => act('merge')}
        onDeleted={leave}
      />
      <CommitmentQuestions key={`questions-${commitment.id}`} needs={needs} of={commitment.id} />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,8fr)_minmax(0,5fr)] lg:gap-14">
        <PaymentHistory
          key={commitment.id}
          commitment={commitment}
          today={today}
          onSplit={(other) =>
            navigate({ to: '/commitments/$commitmentId', params: { commitmentId: other.id } })
          }
        />
        <div className="flex flex-col gap-10 max-lg:order-first">
          <NextOccurrences commitment={commitment} today={today} />
          <FoundBy commitment={commitment} />
        </div>
      </div>
      <Sheet
        open={doing === 'edit'}
        onOpenChange={(isOpen) => !isOpen && act(undefined)}
        title={`Edit ${commitment.name}`}
        description="What you set here stays, whatever the bank sends later."
      >
        <CommitmentForm
          commitment={commitment}
          direction={commitment.direction}
          accounts={accounts}
          currency={commitment.currency}
          today={today}
          onDone={() => act(undefined)}
        />
      </Sheet>
      <Sheet
        open={doing === 'merge'}
        onOpenChange={(isOpen) => !isOpen && act(undefined)}
        title={`${commitment.name} is the same as`}
      >
        <MergeForm commitment={commitment} onDone={() => act(undefined)} />
      </Sheet>
    </article>
  )
}

const STATUS_WORDS: Record<Commitment['status'], string | null> = {
  suggested: 'waits for your word',
  confirmed: null,
  rejected: 'turned down',
  paused: 'paused',
  ended: 'ended',
}

interface HeadingProps {
  commitment: Commitment
  accounts: Account[]
  today: string
}

/** What it is, how much and how often, and what it comes to in a year. */
function Heading({ commitment, accounts, today }: HeadingProps) {
  const { name, status, is_payday, direction, next_due_date, yearly_amount, currency, variable } = commitment
  const account = accounts.find(({ id }) => id === commitment.account_id)
  const isIncome = direction === 'in'
  const counts = status === 'confirmed' || status === 'suggested'
  return (
    <header className="flex flex-col gap-1">
      <h1 className="text-title font-semibold break-words">
        {name}
        {is_payday && <Tag>payday</Tag>}
        {STATUS_WORDS[status] && <Tag>{STATUS_WORDS[status]}</Tag>}
      </h1>
      <p className="text-figure font-semibold">
        <Amount commitment={commitment} />
      </p>
      <p className="text-lead">
        {rhythmInWords(commitment)}
        {account && (
          <>
            , {isIncome ? 'into' : 'from'}{' '}
            <Link
              to="/transactions"
              search={{ account: account.id }}
              className="underline underline-offset-4"
            >
              {account.name}
            </Link>
          </>
        )}
        . {shiftInWords(commitment.shift)}
      </p>
      <p className="text-muted">
        {counts && next_due_date && <>Next {dayInWords(next_due_date, today)}. </>}
        {isIncome ? 'Brings' : 'Costs'} {variable && 'about '}
        <Money
          minor={yearly_amount}
          currency={currency}
          sign="never"
          className="font-medium text-ink"
          data-testid="a-year"
        />{' '}
        a year.
        {commitment.ends_on && <> Ends by {longDay(commitment.ends_on, today)}.</>}
      </p>
    </header>
  )
}

function NotShown({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter()
  const status = problemStatus(error)
  if (status !== 404 && status !== 422) {
    return (
      <PageProblem
        sentence={problemSentence(error)}
        onRetry={() => {
          router.invalidate().then(reset)
        }}
      />
    )
  }
  return (
    <Empty
      title="This commitment isn’t here"
      action={
        <Link to="/commitments" className={buttonClass('secondary')}>
          See all commitments
        </Link>
      }
    >
      It was deleted or became part of another. What counts is in the list.
    </Empty>
  )
}
