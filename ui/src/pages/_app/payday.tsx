import { useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { PaydayProposals } from '@/components/commitments/payday-proposals'
import { PaydayRule } from '@/components/commitments/payday-rule'
import { standing } from '@/components/commitments/payday-words'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Empty, PageTitle, Section } from '@/components/ui/section'
import { countDays, daysBetween, longDay } from '@/lib/dates'
import { listCommitmentsOptions, readMetaOptions, readPaydayOptions } from '@/services/queries'

export const Route = createFileRoute('/_app/payday')({
  head: () => ({ meta: [{ title: 'Payday · Finance Tracker' }] }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(readPaydayOptions()),
      queryClient.ensureQueryData(listCommitmentsOptions()),
    ]),
  component: PaydayPage,
})

function PaydayPage() {
  const [{ data: payday }, { data: commitments }, { data: meta }] = useSuspenseQueries({
    queries: [readPaydayOptions(), listCommitmentsOptions(), readMetaOptions()],
  })
  const { today } = meta
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <Link
        to="/commitments"
        className="-ml-1 inline-flex min-h-11 items-center gap-1 self-start font-medium text-accent"
      >
        <Icon name="chevron" className="size-4 rotate-180" />
        Commitments
      </Link>
      <div className="flex flex-col gap-2">
        <PageTitle>Payday</PageTitle>
        {payday.next && (
          <p className="text-title font-semibold" data-testid="next-payday">
            {longDay(payday.next.date, today)}, {countDays(daysBetween(today, payday.next.date))}
            <span className="block text-lead font-normal">{payday.next.name}</span>
          </p>
        )}
        <p className="text-muted">{standing(payday)}</p>
      </div>
      <Section title="What you are paid by">
        {payday.proposals.length === 0 ? (
          <Empty
            title="No income found yet"
            action={
              <Link to="/commitments" search={{ add: 'income' }} className={buttonClass('secondary')}>
                Add income
              </Link>
            }
          >
            Two or three wages are enough to find one by itself. Until then you can enter it.
          </Empty>
        ) : (
          <PaydayProposals payday={payday} commitments={commitments} today={today} />
        )}
      </Section>
      <details open={payday.rule !== null} className="border-b border-rule">
        <summary className="flex min-h-11 cursor-pointer items-center font-medium">
          Set the days by hand instead
        </summary>
        <PaydayRule payday={payday} today={today} />
      </details>
    </div>
  )
}
