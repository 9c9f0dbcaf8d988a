import { useQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { LineTable } from '@/components/ui/line-table'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { daysBetween, longDay } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { readForecastDayOptions } from '@/services/queries'
import type { Account } from '@/services/types'

interface DayLinesProps {
  date: string
  accountId: string | undefined
  accounts: Account[]
  today: string
  onClose: () => void
}

/** A day of the line opened: what there is now, and everything until then. */
export function DayLines({ date, accountId, accounts, today, onClose }: DayLinesProps) {
  const { data: day, error } = useQuery(
    readForecastDayOptions({ path: { date }, query: { account_id: accountId } }),
  )
  const name = daysBetween(today, date) === 0 ? 'Tonight' : longDay(date, today)
  return (
    <Section
      title={`${name}, line by line`}
      aside={
        <Button variant="quiet" className="-my-2" onClick={onClose}>
          Close
        </Button>
      }
    >
      {error && (
        <Notice tone="problem" alert className="mt-3">
          {problemSentence(error)}
        </Notice>
      )}
      {!day && !error && <div role="status" aria-label="Loading" className="skeleton mt-3 h-48 w-full" />}
      {day && (
        <LineTable
          label={name}
          lines={day.lines}
          currency={day.currency}
          today={today}
          accountNames={new Map(accounts.map((account) => [account.id, account.name]))}
          total={{ label: 'Expected', minor: day.expected }}
        />
      )}
    </Section>
  )
}
