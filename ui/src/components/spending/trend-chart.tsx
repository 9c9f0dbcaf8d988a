import { RadioGroup } from 'radix-ui'
import type { KeyboardEvent } from 'react'
import { amountTicks } from '@/lib/chart'
import { cn } from '@/lib/cn'
import { formatMoney } from '@/lib/money'
import type { SpendingTrend } from '@/services/types'
import { barLabel, type MonthKind, monthInWords, monthKey } from './periods'

interface TrendChartProps {
  trend: SpendingTrend
  kind: MonthKind
  today: string
  place: number
  onPlace: (place: number) => void
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, ArrowUp: -1 }
const STANDINGS = {
  higher: ', more than usual',
  lower: ', less than usual',
  as_usual: '',
  unknown: '',
} as const

/** A bar for each month with the usual behind them; arrow keys or a touch choose the month. */
export function TrendChart({ trend, kind, today, place, onPlace }: TrendChartProps) {
  const { months, usual, currency } = trend
  const top = Math.max(...months.map((month) => month.total), (usual?.middle ?? 0) + (usual?.spread ?? 0), 1)
  const low = Math.min(0, ...months.map((month) => month.total))
  const high = top * 1.12
  const share = (minor: number) => `${(Math.max(minor, 0) / (high - low)) * 100}%`
  const from = (minor: number) => `${((minor - low) / (high - low)) * 100}%`
  // The group moves its focus after a moment, which a quick press doesn't wait for.
  const step = ({ key }: KeyboardEvent) => {
    const next = key === 'Home' ? 0 : key === 'End' ? months.length - 1 : place + (STEPS[key] ?? 0)
    if (next !== place && months[next]) onPlace(next)
  }
  return (
    <RadioGroup.Root
      aria-label="Spending month by month"
      orientation="horizontal"
      value={String(place)}
      onValueChange={(value) => onPlace(Number(value))}
      className="relative flex h-64 gap-0.5 pb-10 pl-13 md:gap-2 md:pl-16"
      loop={false}
      onKeyDown={step}
    >
      <div aria-hidden className="pointer-events-none absolute inset-x-0 top-0 bottom-10">
        {amountTicks(0, high, 3)
          .filter((minor) => minor > 0 && (!usual || Math.abs(minor - usual.middle) > (high - low) / 10))
          .map((minor) => (
            <div
              key={minor}
              className="absolute inset-x-0 border-t border-rule"
              style={{ bottom: from(minor) }}
            >
              <span className="figures absolute bottom-0 left-0 text-caption text-muted">
                {formatMoney(minor, currency, { short: true })}
              </span>
            </div>
          ))}
        {usual && (
          <>
            <div
              data-testid="usual-band"
              className="absolute inset-x-0 bg-accent opacity-10"
              style={{ bottom: from(usual.middle - usual.spread), height: share(usual.spread * 2) }}
            />
            <div
              className="absolute inset-x-0 border-t border-dashed border-accent"
              style={{ bottom: from(usual.middle) }}
            >
              <span className="absolute bottom-0 left-0 text-caption font-medium text-accent">Usual</span>
              <span className="figures absolute top-0 left-0 text-caption text-accent">
                {formatMoney(Math.round(usual.middle / 100) * 100, currency, { short: true })}
              </span>
            </div>
          </>
        )}
        <div className="absolute inset-x-0 border-t border-ink" style={{ bottom: from(0) }} />
      </div>
      {months.map((month, at) => {
        const label = barLabel(months, at, kind)
        const name = monthInWords(month, kind, today)
        const isChosen = at === place
        return (
          <RadioGroup.Item
            key={monthKey(month, kind)}
            value={String(at)}
            aria-label={`${name}${month.is_whole ? '' : ' so far'}: ${formatMoney(month.total, currency)}${STANDINGS[month.standing]}`}
            className="group relative min-w-0 flex-1 hover:bg-sunken/60"
            data-testid="month-bar"
          >
            <span
              aria-hidden
              className={cn(
                'absolute inset-x-[12%] rounded-t-sm md:inset-x-[18%]',
                isChosen ? 'bg-accent' : 'bg-rule-strong group-hover:bg-muted',
                !month.is_whole && !isChosen && 'border-2 border-b-0 border-rule-strong bg-transparent',
              )}
              style={{ bottom: from(Math.min(month.total, 0)), height: share(Math.abs(month.total)) }}
            />
            <span
              aria-hidden
              className={cn(
                'absolute inset-x-0 top-full pt-1 text-center text-caption leading-4',
                isChosen ? 'font-semibold text-ink' : 'text-muted',
                months.length > 13 && at % 3 !== 0 && !isChosen && 'max-md:hidden',
              )}
            >
              <span className={cn(months.length > 8 && 'max-md:hidden')}>{label.month}</span>
              {months.length > 8 && (
                <span className="block md:hidden">{label.month.replace(/^\d+ /, '').slice(0, 1)}</span>
              )}
              <span className="block text-muted max-md:hidden">{month.is_whole ? label.year : 'so far'}</span>
              {label.year && <span className="text-muted md:hidden">’{label.year.slice(2)}</span>}
            </span>
          </RadioGroup.Item>
        )
      })}
    </RadioGroup.Root>
  )
}
