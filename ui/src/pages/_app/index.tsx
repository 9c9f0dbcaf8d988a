import { useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { Projection } from '@/components/forecast/projection'
import { GoalsBrief } from '@/components/goals/goals-brief'
import { ChangesSince } from '@/components/today/changes'
import { EquationStrip } from '@/components/today/equation-strip'
import { FirstSteps, NextStep } from '@/components/today/first-steps'
import { FeedNotices, FigureNotes, Freshness } from '@/components/today/freshness'
import { Hero } from '@/components/today/hero'
import { Missed } from '@/components/today/missed'
import { NeedsYou } from '@/components/today/needs-you'
import { OwedList } from '@/components/today/owed-list'
import { Shortfalls } from '@/components/today/shortfalls'
import { CardsOwed, OwnMoney } from '@/components/today/standing'
import { TodayPending } from '@/components/today/today-pending'
import {
  listAccountsOptions,
  listCommitmentsOptions,
  listNeedsOptions,
  readMeOptions,
  readSummaryOptions,
} from '@/services/queries'

export const Route = createFileRoute('/_app/')({
  head: () => ({ meta: [{ title: 'Today · Finance Tracker' }] }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(readSummaryOptions()),
      queryClient.ensureQueryData(listAccountsOptions()),
      queryClient.ensureQueryData(listCommitmentsOptions()),
      queryClient.ensureQueryData(listNeedsOptions()),
    ]),
  pendingComponent: TodayPending,
  component: TodayPage,
})

function TodayPage() {
  const [{ data: summary }, { data: accounts }, { data: commitments }, { data: needs }, { data: me }] =
    useSuspenseQueries({
      queries: [
        readSummaryOptions(),
        listAccountsOptions(),
        listCommitmentsOptions(),
        listNeedsOptions(),
        readMeOptions(),
      ],
    })
  if (accounts.length === 0) return <FirstSteps name={me.name} />

  return (
    <div className="flex flex-col gap-8 md:gap-10">
      <div className="flex flex-col gap-3">
        <Hero summary={summary} />
        <Freshness summary={summary} />
      </div>
      <FeedNotices summary={summary} />
      <NextStep
        hasPayday={summary.payday !== null}
        hasCommitments={commitments.some((each) => each.direction === 'out')}
      />
      <div className="flex flex-col gap-3">
        <EquationStrip summary={summary} />
        <FigureNotes summary={summary} />
      </div>
      <Projection summary={summary} />
      <Shortfalls summary={summary} />
      <NeedsYou needs={needs} today={summary.today} />
      <div className="grid gap-10 md:grid-cols-[minmax(0,8fr)_minmax(0,5fr)] md:gap-14">
        <div className="flex flex-col gap-10">
          <OwedList summary={summary} />
          <Missed summary={summary} />
        </div>
        <div className="flex flex-col gap-10">
          <OwnMoney summary={summary} />
          <CardsOwed summary={summary} />
          <GoalsBrief />
        </div>
      </div>
      <ChangesSince today={summary.today} />
    </div>
  )
}
