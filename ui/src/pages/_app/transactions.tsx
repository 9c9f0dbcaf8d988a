import { useInfiniteQuery, useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { BulkBar } from '@/components/transactions/bulk-bar'
import { asQuery, type Filters, filterSearch, isFiltered } from '@/components/transactions/filters'
import { TransactionFilters } from '@/components/transactions/transaction-filters'
import { TransactionList } from '@/components/transactions/transaction-list'
import { Button, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Empty, PageTitle } from '@/components/ui/section'
import { useSeen } from '@/hooks/use-seen'
import { problemSentence } from '@/services/problems'
import {
  listAccountsOptions,
  listCategoriesOptions,
  listTransactionsInfiniteOptions,
  readMetaOptions,
} from '@/services/queries'

export const Route = createFileRoute('/_app/transactions')({
  head: () => ({ meta: [{ title: 'Transactions · Finance Tracker' }] }),
  validateSearch: filterSearch,
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(listAccountsOptions()),
      queryClient.ensureQueryData(listCategoriesOptions()),
    ]),
  component: TransactionsPage,
})

const PAGE = 50
const MOST_AT_ONCE = 500

function TransactionsPage() {
  const filters = Route.useSearch()
  const navigate = Route.useNavigate()
  const [ticked, setTicked] = useState<readonly string[] | null>(null)
  const [{ data: accounts }, { data: categories }, { data: meta }] = useSuspenseQueries({
    queries: [listAccountsOptions(), listCategoriesOptions(), readMetaOptions()],
  })
  const pages = useInfiniteQuery({
    ...listTransactionsInfiniteOptions({ query: { ...asQuery(filters), limit: PAGE } }),
    initialPageParam: {},
    getNextPageParam: (last) => (last.next_cursor ? { query: { cursor: last.next_cursor } } : null),
    placeholderData: (before) => before,
  })
  const change = useCallback(
    (next: Filters, { isTyping }: { isTyping: boolean }) =>
      navigate({ search: next, replace: isTyping, resetScroll: false }),
    [navigate],
  )
  const categoryNames = new Map(categories.map(({ key, name }) => [key, name]))
  const older = useSeen(pages.hasNextPage && !pages.isFetching && !pages.isError, pages.fetchNextPage)
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? []

  return (
    <div className="flex flex-col gap-6">
      <PageTitle
        aside={
          rows.length > 0 && (
            <span className="flex flex-wrap gap-x-6">
              {!ticked && (
                <Button variant="quiet" onClick={() => setTicked([])}>
                  Change several
                </Button>
              )}
              <a className={buttonClass('quiet')} href={exportHref(filters)} download>
                Download as CSV
              </a>
            </span>
          )
        }
      >
        Transactions
      </PageTitle>
      <TransactionFilters
        accounts={accounts}
        categories={categories}
        filters={filters}
        today={meta.today}
        onChange={change}
      />
      {pages.isError && (
        <Notice tone="problem" alert>
          {problemSentence(pages.error)}{' '}
          <button
            type="button"
            className="font-medium underline underline-offset-4"
            onClick={() => pages.refetch()}
          >
            Try again
          </button>
        </Notice>
      )}
      {pages.isPending && (
        <div role="status" aria-label="Loading" className="flex flex-col gap-4 pt-4">
          {[0, 1, 2, 3, 4, 5, 6].map((row) => (
            <div key={row} className="skeleton h-9 w-full" />
          ))}
        </div>
      )}
      {pages.isSuccess && rows.length === 0 && (
        <Empty
          title={isFiltered(filters) ? 'Nothing matches' : 'No transactions yet'}
          action={
            !isFiltered(filters) && (
              <Link to="/connect" className={buttonClass()}>
                Connect a bank
              </Link>
            )
          }
        >
          {isFiltered(filters)
            ? 'Try fewer words, more days, or all accounts.'
            : 'Connect a bank, and what it has sent appears here.'}
        </Empty>
      )}
      {ticked && (
        <BulkBar
          ids={ticked}
          categories={categories}
          onAll={() => setTicked(rows.slice(0, MOST_AT_ONCE).map((row) => row.id))}
          onDone={() => setTicked(null)}
        />
      )}
      <div className={pages.isPlaceholderData ? 'opacity-60' : undefined}>
        <TransactionList
          transactions={rows}
          today={meta.today}
          categoryNames={categoryNames}
          showAccount={!filters.account}
          ticked={ticked}
          onTick={(id) =>
            setTicked((ids) => (ids?.includes(id) ? ids.filter((each) => each !== id) : [...(ids ?? []), id]))
          }
        />
      </div>
      {pages.hasNextPage && (
        <Button
          ref={older}
          variant="secondary"
          busy={pages.isFetchingNextPage}
          className="self-center"
          onClick={() => pages.fetchNextPage()}
        >
          {pages.isFetchingNextPage ? 'Reading older ones…' : 'Show older'}
        </Button>
      )}
    </div>
  )
}

/** The same filters as the page. */
function exportHref(filters: Filters): string {
  const given = Object.entries(asQuery(filters)).filter(([, value]) => value !== undefined)
  return `/api/v1/banking/transactions/export?${new URLSearchParams(given as [string, string][])}`
}
