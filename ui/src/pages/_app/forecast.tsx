import { useQuery, useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { Accuracy } from '@/components/forecast/accuracy'
import { balancesAfter } from '@/components/forecast/after'
import { BalanceChart } from '@/components/forecast/balance-chart'
import { DayLines } from '@/components/forecast/day-lines'
import { DayReadout } from '@/components/forecast/day-readout'
import { EventList } from '@/components/forecast/event-list'
import { ForecastTable } from '@/components/forecast/forecast-table'
import { Outlook } from '@/components/forecast/outlook'
import { type Question, WhatIfPanel } from '@/components/forecast/what-if'
import { Choice } from '@/components/ui/choice'
import { SelectField } from '@/components/ui/field'
import { PagePending } from '@/components/ui/page-states'
import { Empty, PageTitle } from '@/components/ui/section'
import { daysBetween, longDay } from '@/lib/dates'
import { listAccountsOptions, readForecastOptions } from '@/services/queries'
import { whatIfOptions } from '@/services/what-if'

const HORIZONS = ['30', '90', '180', '365'] as const

export const Route = createFileRoute('/_app/forecast')({
  head: () => ({ meta: [{ title: 'Forecast · Finance Tracker' }] }),
  validateSearch: z.object({
    days: z.coerce.number().int().min(1).max(365).catch(90).default(90),
    account: z.string().optional().catch(undefined),
    cost: z.coerce.number().int().optional().catch(undefined),
    /** The day that is opened into its lines. */
    day: z.iso.date().optional().catch(undefined),
    on: z.iso.date().optional().catch(undefined),
    times: z.coerce.number().int().min(2).max(60).optional().catch(undefined),
  }),
  loaderDeps: ({ search: { days, account } }) => ({ days, account }),
  loader: ({ context: { queryClient }, deps: { days, account } }) =>
    Promise.all([
      queryClient.ensureQueryData(readForecastOptions({ query: { days, account_id: account } })),
      queryClient.ensureQueryData(listAccountsOptions()),
    ]),
  pendingComponent: () => <PagePending label="Working out the days ahead" />,
  component: ForecastPage,
})

function ForecastPage() {
  const { days, account, cost, on, times, day: opened } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [{ data: forecast }, { data: accounts }] = useSuspenseQueries({
    queries: [readForecastOptions({ query: { days, account_id: account } }), listAccountsOptions()],
  })
  const [place, setPlace] = useState(0)
  const [wayIndex, setWayIndex] = useState(0)
  const [isTable, setIsTable] = useState(false)
  const search = (
    changed: Partial<{ days: number; account: string | undefined; day: string | undefined } & Asked>,
  ) =>
    navigate({
      search: (before) => ({ ...before, ...changed }),
      replace: true,
      resetScroll: false,
    })

  const question: Question | null =
    cost === undefined ? null : { cost, on: on ?? forecast.today, times: times ?? 3 }
  const answer = useQuery({
    ...whatIfOptions({
      amount: -(question?.cost || 1),
      date: question?.on ?? forecast.today,
      instalments: question?.times ?? 3,
      account_id: account ?? null,
    }),
    enabled: question !== null && question.cost !== 0,
    placeholderData: (before) => before,
  })
  const way = question ? (answer.data?.ways[wayIndex] ?? answer.data?.ways[0]) : undefined
  const after = question && way ? balancesAfter(forecast, way) : null
  const pool = accounts.filter((each) => each.in_cash_pool && !each.is_closed)
  const last = forecast.days.length - 1
  const shownPlace = Math.min(place, last)
  const shown = forecast.days[shownPlace]

  if (pool.length === 0 || !shown) {
    return (
      <div className="flex flex-col gap-6">
        <PageTitle>Forecast</PageTitle>
        <Empty title="Nothing to look ahead from yet">
          Connect a bank or keep an account by hand, and the days ahead are drawn here.
        </Empty>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-8">
      <PageTitle
        aside={
          <Choice
            label="How far ahead"
            value={String(days)}
            options={HORIZONS.map((value) => ({ value, label: HORIZON_WORDS[value] }))}
            onChange={(value) => {
              setPlace(0)
              search({ days: Number(value) })
            }}
          />
        }
      >
        Forecast
      </PageTitle>
      <Outlook forecast={forecast} />
      <section aria-label="Balance ahead" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-end justify-between gap-4">
          <DayReadout forecast={forecast} day={shown} after={after?.[shownPlace]} />
          {pool.length > 1 && (
            <SelectField
              label="Account"
              className="w-full md:w-56"
              value={account ?? ''}
              onChange={(event) => search({ account: event.target.value || undefined })}
            >
              <option value="">All cash together</option>
              {pool.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </SelectField>
          )}
        </div>
        <BalanceChart
          forecast={forecast}
          place={shownPlace}
          onPlace={setPlace}
          after={after}
          marker={question ? clampPlace(daysBetween(forecast.today, question.on), last) : null}
          onMarker={(at) => {
            const day = forecast.days[at]?.date
            if (day) search({ on: day })
          }}
        />
        <div className="flex flex-wrap gap-x-6">
          <button
            type="button"
            aria-expanded={isTable}
            onClick={() => setIsTable(!isTable)}
            className="min-h-11 text-caption font-medium text-accent underline underline-offset-4"
          >
            {isTable ? 'Hide the numbers' : 'Show the numbers'}
          </button>
          <button
            type="button"
            onClick={() => search({ day: shown.date })}
            className="min-h-11 text-caption font-medium text-accent underline underline-offset-4"
          >
            What{' '}
            {daysBetween(forecast.today, shown.date) === 0 ? 'tonight' : longDay(shown.date, forecast.today)}{' '}
            is made of
          </button>
        </div>
        {isTable && <ForecastTable forecast={forecast} after={after} />}
        {opened && (
          <DayLines
            date={opened}
            accountId={account}
            accounts={accounts}
            today={forecast.today}
            onClose={() => search({ day: undefined })}
          />
        )}
      </section>
      <div className="grid gap-10 md:grid-cols-2 md:gap-14">
        <div className="md:order-2">
          <WhatIfPanel
            forecast={forecast}
            accounts={accounts}
            question={question}
            answer={answer.data}
            problem={answer.error}
            way={way}
            onAsk={(asked) => {
              setWayIndex(0)
              search({ cost: asked?.cost, on: asked?.on, times: asked?.times })
            }}
            onWay={(chosen) => setWayIndex(answer.data?.ways.indexOf(chosen) ?? 0)}
          />
        </div>
        <EventList
          forecast={forecast}
          accounts={accounts}
          chosen={shown.date}
          onChoose={(day) => setPlace(clampPlace(daysBetween(forecast.today, day), last))}
        />
      </div>
      <Accuracy today={forecast.today} />
    </div>
  )
}

interface Asked {
  cost: number | undefined
  on: string | undefined
  times: number | undefined
}

const HORIZON_WORDS: Record<(typeof HORIZONS)[number], string> = {
  '30': '30 days',
  '90': '90 days',
  '180': '6 months',
  '365': 'A year',
}

function clampPlace(place: number, last: number): number {
  return Math.min(Math.max(place, 0), last)
}
