import { useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute, Link, useCanGoBack, useRouter } from '@tanstack/react-router'
import { MarkRecurring } from '@/components/commitments/mark-recurring'
import { NoteForm } from '@/components/transactions/note-form'
import { SortingForm } from '@/components/transactions/sorting-form'
import { TransactionFacts, TransactionHeading } from '@/components/transactions/transaction-detail'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { PageProblem } from '@/components/ui/page-states'
import { Empty } from '@/components/ui/section'
import { problemSentence, problemStatus } from '@/services/problems'
import { listCategoriesOptions, readMetaOptions, readTransactionOptions } from '@/services/queries'

export const Route = createFileRoute('/_app/transactions_/$transactionId')({
  head: () => ({ meta: [{ title: 'A transaction · Finance Tracker' }] }),
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      queryClient.ensureQueryData(readTransactionOptions({ path: { transaction_id: params.transactionId } })),
      queryClient.ensureQueryData(listCategoriesOptions()),
    ]),
  errorComponent: ({ error, reset }) => <NotShown error={error} reset={reset} />,
  component: TransactionPage,
})

function TransactionPage() {
  const { transactionId } = Route.useParams()
  const [{ data: transaction }, { data: categories }, { data: meta }] = useSuspenseQueries({
    queries: [
      readTransactionOptions({ path: { transaction_id: transactionId } }),
      listCategoriesOptions(),
      readMetaOptions(),
    ],
  })
  const words = transaction.merchant ?? transaction.description
  return (
    <article className="flex flex-col gap-6 md:gap-8">
      <BackToList />
      <TransactionHeading transaction={transaction} today={meta.today} />
      <div className="grid gap-10 md:grid-cols-[minmax(0,8fr)_minmax(0,5fr)] md:gap-14">
        <TransactionFacts transaction={transaction} />
        <div className="flex flex-col gap-6 max-md:order-first">
          <SortingForm transaction={transaction} categories={categories} />
          <NoteForm key={transaction.id} transaction={transaction} />
          <MarkRecurring key={`recurring-${transaction.id}`} transaction={transaction} />
          <ul className="flex flex-col">
            <li>
              <Link to="/transactions" search={{ q: words.slice(0, 100) }} className={buttonClass('quiet')}>
                See all like it
              </Link>
            </li>
            <li>
              <Link
                to="/spending/sorting"
                search={{ text: transaction.description.slice(0, 100) }}
                className={buttonClass('quiet')}
              >
                Make a rule for payments like it
              </Link>
            </li>
            {transaction.amount < 0 && (
              <li>
                <Link to="/plans" search={{ purchase: transaction.id }} className={buttonClass('quiet')}>
                  Turn into a plan
                </Link>
              </li>
            )}
          </ul>
        </div>
      </div>
    </article>
  )
}

/** To where the person was in the list, or to the list where they came by a link. */
function BackToList() {
  const { history } = useRouter()
  const canGoBack = useCanGoBack()
  return (
    <Link
      to="/transactions"
      className="-ml-1 inline-flex min-h-11 items-center gap-1 self-start font-medium text-accent"
      onClick={(event) => {
        if (!canGoBack) return
        event.preventDefault()
        history.back()
      }}
    >
      <Icon name="chevron" className="size-4 rotate-180" />
      Back
    </Link>
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
      title="This payment isn’t here"
      action={
        <Link to="/transactions" className={buttonClass('secondary')}>
          See all transactions
        </Link>
      }
    >
      The bank may have taken it back, or it settled as another row. What there is, is in the list.
    </Empty>
  )
}
