import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { readForecastOptions } from '@/services/queries'
import type { Summary } from '@/services/types'
import { BalanceChart } from './balance-chart'
import { DayReadout } from './day-readout'

const SHORTEST = 7

/** The line to payday: what is expected, how far it may stray, and where it is lowest. */
export function Projection({ summary }: { summary: Summary }) {
  const days = Math.max(summary.window.days, SHORTEST)
  const [place, setPlace] = useState(0)
  const { data: forecast } = useQuery(readForecastOptions({ query: { days } }))
  const shown = forecast?.days[Math.min(place, days - 1)]
  return (
    <Section
      title={summary.payday ? 'Until payday' : 'The days ahead'}
      aside={
        <Link to="/forecast" className={buttonClass('quiet')}>
          Look further
        </Link>
      }
    >
      <div className="flex min-h-90 flex-col gap-3 pt-4">
        {forecast && shown && (
          <>
            <DayReadout forecast={forecast} day={shown} after={undefined} />
            <BalanceChart forecast={forecast} place={place} onPlace={setPlace} height={270} />
          </>
        )}
      </div>
    </Section>
  )
}
