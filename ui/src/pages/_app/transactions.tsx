import { useInfiniteQuery, useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useCallback } from 'react'
import { z } from 'zod'
import { TransactionFilters } from '@/components/transactions/transaction-filters'
import { TransactionList } from '@/components/transactions/transaction-list'
import { Button, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Empty, PageTitle } from '@/components/ui/section'
import { problemSentence } from '@/services/problems'
import { listAccountsOptions, listTransactionsInfiniteOptions, readMetaOptions } from '@/services/queries'

export const Route = createFileRoute('/_app/transactions')({
  head: () => ({ meta: [{ title: 'Transactions · Finance Tracker' }] }),
  validateSearch: z.object({
    account: z.string().optional().catch(undefined),
    q: z.string().optional().catch(undefined),
  }),
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(listAccountsOptions()),
  component: TransactionsPage,
})

const PAGE = 50

function TransactionsPage() {
  const { account, q } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [{ data: accounts }, { data: meta }] = useSuspenseQueries({
    queries: [listAccountsOptions(), readMetaOptions()],
  })
  const pages = useInfiniteQuery({
    ...listTransactionsInfiniteOptions({ query: { account_id: account, q, limit: PAGE } }),
    initialPageParam: {},
    getNextPageParam: (last) => (last.next_cursor ? { query: { cursor: last.next_cursor } } : null),
    placeholderData: (before) => before,
  })
  const change = useCallback(
    (filters: { account?: string | undefined; q?: string | undefined }) =>
      navigate({ search: filters, replace: true, resetScroll: false }),
    [navigate],
  )
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? []

  return (
    <div className="flex flex-col gap-6">
      <PageTitle
        aside={
          rows.length > 0 && (
            <a className={buttonClass('quiet')} href={exportHref({ account, q })} download>
              Download as CSV
            </a>
          )
        }
      >
        Transactions
      </PageTitle>
      <TransactionFilters accounts={accounts} account={account} words={q} onChange={change} />
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
        <Empty title={q || account ? 'Nothing matches' : 'No rows yet'}>
          {q || account
            ? 'Try fewer words, or all accounts.'
            : 'Connect a bank, and what it has sent appears here.'}
        </Empty>
      )}
      <div className={pages.isPlaceholderData ? 'opacity-60' : undefined}>
        <TransactionList transactions={rows} today={meta.today} showAccount={!account} />
      </div>
      {pages.hasNextPage && (
        <Button
          variant="secondary"
          busy={pages.isFetchingNextPage}
          className="self-center"
          onClick={() => pages.fetchNextPage()}
        >
          {pages.isFetchingNextPage ? 'Reading older rows…' : 'Show older'}
        </Button>
      )}
    </div>
  )
}

/** The same filters as the page. */
function exportHref({ account, q }: { account?: string | undefined; q?: string | undefined }): string {
  const query = new URLSearchParams({ ...(account && { account_id: account }), ...(q && { q }) })
  return `/api/v1/banking/transactions/export?${query}`
}
