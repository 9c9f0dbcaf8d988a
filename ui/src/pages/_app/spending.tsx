import { keepPreviousData, useQuery, useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { FlowTables } from '@/components/spending/flows'
import { besideBefore, besideUsual } from '@/components/spending/group-rows'
import { GroupTable } from '@/components/spending/group-table'
import { InsightList } from '@/components/spending/insights'
import { LeftOutList } from '@/components/spending/left-out'
import { NarrowedTo } from '@/components/spending/narrowed-to'
import {
  against,
  chosenPlace,
  type MonthKind,
  monthInWords,
  monthKey,
  sameDaysOf,
  spanOf,
} from '@/components/spending/periods'
import {
  type Grouping,
  groupingOf,
  narrowedTo,
  rowsBehind,
  type SpendingSearch,
  spendingSearch,
} from '@/components/spending/search'
import { SpendingHero } from '@/components/spending/spending-hero'
import { NoPayday, StaleNotice } from '@/components/spending/spending-notices'
import { TrendChart } from '@/components/spending/trend-chart'
import { TrendTable } from '@/components/spending/trend-table'
import { TransactionList } from '@/components/transactions/transaction-list'
import { buttonClass } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { SelectField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PagePending } from '@/components/ui/page-states'
import { Empty, PageTitle, Section } from '@/components/ui/section'
import { cn } from '@/lib/cn'
import { countOf } from '@/lib/words'
import { isProblem, problemSentence } from '@/services/problems'
import {
  compareSpendingOptions,
  listAccountsOptions,
  listCategoriesOptions,
  listConnectionsOptions,
  listTransactionsOptions,
  readFlowsOptions,
  readLeftOutOptions,
  readMetaOptions,
  readPaceOptions,
  readSpendingOptions,
  readSpendingTrendOptions,
} from '@/services/queries'
import type { SpendingTrend } from '@/services/types'

const MONTHS = 13
const ROWS_SHOWN = 10

export const Route = createFileRoute('/_app/spending')({
  head: () => ({ meta: [{ title: 'Spending · Finance Tracker' }] }),
  validateSearch: spendingSearch,
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(listAccountsOptions()),
      queryClient.ensureQueryData(listConnectionsOptions()),
      queryClient.ensureQueryData(listCategoriesOptions()),
    ]),
  pendingComponent: () => <PagePending label="Adding up" />,
  component: SpendingPage,
})

function SpendingPage() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const kind: MonthKind = search.months ?? 'calendar'
  const trend = useQuery({
    ...readSpendingTrendOptions({
      query: { months: search.back ?? MONTHS, by: kind, ...narrowedTo(search) },
    }),
    placeholderData: keepPreviousData,
  })
  const [{ data: connections }, { data: meta }] = useSuspenseQueries({
    queries: [listConnectionsOptions(), readMetaOptions()],
  })
  return (
    <div className="flex flex-col gap-8">
      <PageTitle
        aside={
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2 max-md:w-full">
            <Choice
              label="What a month is"
              className="max-md:w-full"
              value={kind}
              options={[
                { value: 'calendar', label: 'By month' },
                { value: 'payday', label: 'By payday' },
              ]}
              onChange={(value) =>
                navigate({
                  search: ({ month: _month, versus: _versus, ...kept }) => ({
                    ...kept,
                    months: value === 'payday' ? value : undefined,
                  }),
                  resetScroll: false,
                })
              }
            />
          </div>
        }
      >
        Spending
      </PageTitle>
      <StaleNotice connections={connections} />
      {trend.isError && isProblem(trend.error) && trend.error.code === 'no_payday' && <NoPayday />}
      {trend.isError && !(isProblem(trend.error) && trend.error.code === 'no_payday') && (
        <Notice tone="problem" alert>
          {problemSentence(trend.error)}{' '}
          <button
            type="button"
            className="font-medium underline underline-offset-4"
            onClick={() => trend.refetch()}
          >
            Try again
          </button>
        </Notice>
      )}
      {trend.isPending && <PagePending label="Adding up" />}
      {trend.isSuccess && <Shown trend={trend.data} search={search} kind={kind} today={meta.today} />}
    </div>
  )
}

interface ShownProps {
  trend: SpendingTrend
  search: SpendingSearch
  kind: MonthKind
  today: string
}

function Shown({ trend, search, kind, today }: ShownProps) {
  const navigate = Route.useNavigate()
  const [isTable, setIsTable] = useState(false)
  const [{ data: accounts }] = useSuspenseQueries({ queries: [listAccountsOptions()] })
  const { months, currency } = trend
  const place = chosenPlace(months, search.month, kind)
  const month = months[place] ?? months[months.length - 1]
  if (!month) return null
  const isNarrow = Boolean(search.category || search.merchant || search.account)
  if (!isNarrow && months.every((each) => Object.keys(each.by_category).length === 0)) return <NothingYet />

  const by = groupingOf(search)
  const narrow = narrowedTo(search)
  const span = spanOf(month, today)
  const choose = (next: number) => {
    const chosen = months[next]
    if (!chosen) return
    navigate({
      search: (before) => ({
        ...before,
        month: next === months.length - 1 ? undefined : monthKey(chosen, kind),
      }),
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <Month
      {...{ trend, search, kind, today, by, narrow, span, place, month, currency, isNarrow }}
      accountName={accounts.find((each) => each.id === search.account)?.name ?? null}
      onPlace={choose}
      isTable={isTable}
      onTable={setIsTable}
    />
  )
}

interface MonthProps extends ShownProps {
  by: Grouping
  narrow: ReturnType<typeof narrowedTo>
  span: { from: string; to: string }
  place: number
  month: SpendingTrend['months'][number]
  currency: string
  isNarrow: boolean
  accountName: string | null
  onPlace: (place: number) => void
  isTable: boolean
  onTable: (isTable: boolean) => void
}

function Month(props: MonthProps) {
  const { trend, search, kind, today, by, narrow, span, place, month, currency, isNarrow, onPlace } = props
  const navigate = Route.useNavigate()
  const spending = useQuery({
    ...readSpendingOptions({ query: { ...span, group_by: by, ...narrow } }),
    placeholderData: keepPreviousData,
  })
  const pace = useQuery({
    ...readPaceOptions({ query: { by: kind, ...narrow } }),
    enabled: !month.is_whole,
  })
  const leftOut = useQuery({
    ...readLeftOutOptions({ query: span }),
    enabled: !isNarrow,
    placeholderData: keepPreviousData,
  })
  const flows = useQuery({
    ...readFlowsOptions({ query: span }),
    enabled: !isNarrow,
    placeholderData: keepPreviousData,
  })
  const name = monthInWords(month, kind, today)
  const versus = versusOf(props)
  const other = trend.months[versus ?? -1]
  const before = other ? sameDaysOf(other, month, today) : null
  const compared = useQuery({
    ...compareSpendingOptions({
      query: {
        ...span,
        before_from: before?.from ?? span.from,
        before_to: before?.to ?? span.to,
        group_by: by,
        ...narrow,
      },
    }),
    enabled: before !== null,
    placeholderData: keepPreviousData,
  })
  const merchant = useQuery({
    ...listTransactionsOptions({ query: { merchant_id: search.merchant, limit: 1 } }),
    enabled: search.merchant !== undefined,
  })
  if (spending.isError) {
    return (
      <Notice tone="problem" alert>
        {problemSentence(spending.error)}
      </Notice>
    )
  }
  if (!spending.data) return <PagePending label="Adding up" />

  const usual = month.is_whole ? trend.usual_by_category : pace.data?.usual_by_category
  const standings = month.is_whole
    ? Object.fromEntries(
        trend.out_of_line
          .filter((one) => one.month === month.month)
          .map((one) => [one.category, one.standing]),
      )
    : (pace.data?.standing_by_category ?? {})
  const isUsual = versus === null
  const stands = against(month, pace.data, trend.usual)
  const rows =
    !isUsual && compared.data
      ? besideBefore(compared.data)
      : besideUsual(spending.data, (by === 'category' && usual) || {}, standings, trend.labels)
  const hasUsual = isUsual && by === 'category' && stands !== null
  const merchantName = merchant.data?.items[0]?.merchant ?? null

  return (
    <>
      {isNarrow && (
        <NarrowedTo
          search={search}
          labels={trend.labels}
          accountName={props.accountName}
          merchantName={merchantName}
        />
      )}
      <div className={cn('flex flex-col gap-8', spending.isPlaceholderData && 'opacity-60')}>
        <SpendingHero
          spending={spending.data}
          leftOut={leftOut.data}
          name={name}
          of={narrowName(props, merchantName)}
          isWhole={month.is_whole}
          against={stands}
          today={today}
          earlier={place > 0 ? () => onPlace(place - 1) : null}
          later={place < trend.months.length - 1 ? () => onPlace(place + 1) : null}
        />
        <section aria-label="Month by month" className="flex flex-col gap-1">
          <TrendChart trend={trend} kind={kind} today={today} place={place} onPlace={onPlace} />
          <div className="flex flex-wrap gap-x-6">
            <button
              type="button"
              aria-expanded={props.isTable}
              onClick={() => props.onTable(!props.isTable)}
              className="min-h-11 py-2 text-caption font-medium text-accent underline underline-offset-4"
            >
              {props.isTable ? 'Hide the numbers' : 'Show the numbers'}
            </button>
            <Link
              to="/spending"
              search={{ ...search, back: search.back ? undefined : 25 }}
              resetScroll={false}
              className="inline-flex min-h-11 items-center text-caption font-medium text-accent underline underline-offset-4"
            >
              {search.back ? 'Show one year' : 'Show two years'}
            </Link>
          </div>
          {props.isTable && <TrendTable trend={trend} kind={kind} today={today} />}
        </section>
        <Section
          title="Where it went"
          aside={
            <Link
              to="/transactions"
              search={rowsBehind(search, span)}
              className="font-medium text-accent underline underline-offset-4"
            >
              {countOf(spending.data.count, 'payment')}
            </Link>
          }
        >
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 py-4">
            <Choice
              label="Group by"
              className="max-md:w-full"
              value={by}
              options={GROUPS.filter(({ value }) => search[value] === undefined)}
              onChange={(value) =>
                navigate({
                  search: (now) => ({ ...now, by: value === 'category' ? undefined : value }),
                  replace: true,
                  resetScroll: false,
                })
              }
            />
            <SelectField
              label="Compare with"
              className="w-full md:w-60"
              value={other ? monthKey(other, kind) : ''}
              onChange={(event) =>
                navigate({
                  search: (now) => ({ ...now, versus: event.target.value || undefined }),
                  replace: true,
                  resetScroll: false,
                })
              }
            >
              {by === 'category' && <option value="">The usual</option>}
              {trend.months
                .map((each, at) => ({ each, at }))
                .filter(({ at }) => at !== place)
                .toReversed()
                .map(({ each }) => (
                  <option key={each.start} value={monthKey(each, kind)}>
                    {monthInWords(each, kind, today)}
                    {!month.is_whole && ', same days'}
                  </option>
                ))}
            </SelectField>
          </div>
          {rows.length === 0 ? (
            <p className="py-3 text-muted">
              Nothing was spent here {month.is_whole ? '' : 'so far '}in {name}.
            </p>
          ) : (
            <GroupTable
              rows={rows}
              by={by}
              total={spending.data.total}
              currency={currency}
              search={search}
              versus={other ? monthInWords(other, kind, today) : hasUsual ? 'the usual' : null}
              change={other ? (compared.data?.change ?? null) : hasUsual && stands ? stands.difference : null}
            />
          )}
          {hasUsual && (
            <p className="max-w-prose text-caption text-muted">
              Each line is held against its own usual, and the total against its own, so the differences
              needn’t add up. What was spent does, to the penny.
            </p>
          )}
        </Section>
      </div>
      {isNarrow ? (
        <Rows search={search} span={span} today={today} count={spending.data.count} />
      ) : (
        <>
          <InsightList today={today} />
          {flows.data && <FlowTables flows={flows.data} />}
          <div id="left-out">{leftOut.data && <LeftOutList leftOut={leftOut.data} span={span} />}</div>
          <p className="text-muted">
            Is something in the wrong place? Open the payment and say what it is, or see{' '}
            <Link
              to="/spending/sorting"
              className="whitespace-nowrap underline decoration-rule-strong underline-offset-4"
            >
              your rules, merchants and categories
            </Link>
            .
          </p>
        </>
      )}
    </>
  )
}

const GROUPS = [
  { value: 'category', label: 'Category' },
  { value: 'merchant', label: 'Merchant' },
  { value: 'account', label: 'Account' },
] as const

/** The month compared with; without the usual to compare with, the one before. */
function versusOf({ search, trend, kind, place, by }: MonthProps): number | null {
  const asked = trend.months.findIndex((each) => monthKey(each, kind) === search.versus)
  if (asked >= 0 && asked !== place) return asked
  if (by === 'category') return null
  return place > 0 ? place - 1 : null
}

/** What the page is narrowed to, in words; the innermost step says the most. */
function narrowName({ search, trend, accountName }: MonthProps, merchantName: string | null): string | null {
  if (search.merchant) return merchantName ?? 'this merchant'
  if (search.category) return trend.labels[search.category] ?? search.category
  if (search.account) return accountName ?? 'this account'
  return null
}

function Rows({
  search,
  span,
  today,
  count,
}: {
  search: SpendingSearch
  span: { from: string; to: string }
  today: string
  count: number
}) {
  const rows = useQuery({
    ...listTransactionsOptions({
      query: {
        counted_from: span.from,
        counted_to: span.to,
        is_spending: true,
        limit: ROWS_SHOWN,
        ...narrowedTo(search),
      },
    }),
    placeholderData: keepPreviousData,
  })
  const { data: categories } = useSuspenseQuery(listCategoriesOptions())
  const categoryNames = new Map(categories.map((each) => [each.key, each.name]))
  if (!rows.data) return null
  return (
    <Section
      title="The payments"
      aside={
        count > ROWS_SHOWN && (
          <Link
            to="/transactions"
            search={rowsBehind(search, span)}
            className="font-medium text-accent underline underline-offset-4"
          >
            All {count}
          </Link>
        )
      }
    >
      <TransactionList
        transactions={rows.data.items}
        today={today}
        showAccount={!search.account}
        categoryNames={categoryNames}
      />
    </Section>
  )
}

function NothingYet() {
  return (
    <Empty
      title="Nothing spent yet"
      action={
        <Link to="/connect" className={buttonClass()}>
          Connect a bank
        </Link>
      }
    >
      Connect a bank or read a file, and where the money went is added up here, with moves between your own
      accounts left out.
    </Empty>
  )
}
