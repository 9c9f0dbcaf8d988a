import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { cn } from '@/lib/cn'
import { calendar, dayInWords, longDay } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import { stateInWords } from './commitment-words'
import { addMonths, byDay, dayFor, type Entry, monthInWords, monthOf, monthTotals, weeksOf } from './month'
import { StateMark } from './state-mark'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const SHOWN = 3

interface OccurrenceCalendarProps {
  entries: Entry[]
  month: string
  /** The chosen day, if any. */
  day: string | undefined
  today: string
  currency: string
  /** With the day that the keyboard is on, if it led there. */
  onMonth: (month: string, day?: string) => void
  onDay: (day: string) => void
}

/** A month of what is due and what became of it: a grid on a desktop, the same as a list below it. */
export function OccurrenceCalendar(props: OccurrenceCalendarProps) {
  const { entries, month, day, today, currency, onMonth } = props
  const ofMonth = entries.filter((entry) => monthOf(entry.day) === month)
  const totals = monthTotals(ofMonth)
  const chosen = day && monthOf(day) === month ? day : undefined
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="flex items-center gap-1">
          <MonthButton label="The month before" onClick={() => onMonth(addMonths(month, -1))} isBack />
          <h2 aria-live="polite" className="min-w-40 text-center text-lead font-semibold">
            {monthInWords(month)}
          </h2>
          <MonthButton label="The month after" onClick={() => onMonth(addMonths(month, 1))} />
          {month !== monthOf(today) && (
            <button
              type="button"
              className="ml-2 min-h-11 font-medium text-accent underline underline-offset-4"
              onClick={() => onMonth(monthOf(today))}
            >
              This month
            </button>
          )}
        </div>
        <p className="text-muted">
          Out <Money minor={totals.out} currency={currency} sign="never" className="font-medium text-ink" />,
          in <Money minor={totals.in} currency={currency} sign="never" className="font-medium text-ink" />
        </p>
      </div>
      <Grid {...props} entries={ofMonth} chosen={chosen} />
      <List {...props} entries={ofMonth} chosen={chosen} />
    </div>
  )
}

function MonthButton({
  label,
  isBack = false,
  onClick,
}: {
  label: string
  isBack?: boolean
  onClick: () => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="flex size-11 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
    >
      <Icon name="chevron" className={cn('size-4', isBack && 'rotate-180')} />
    </button>
  )
}

interface GridProps extends OccurrenceCalendarProps {
  chosen: string | undefined
}

function Grid({ entries, month, chosen, today, currency, onDay, onMonth }: GridProps) {
  const grid = useRef<HTMLTableElement>(null)
  const wanted = useRef<string | null>(null)
  const days = byDay(entries)
  // One day takes the focus from outside: the chosen one, today, or the first.
  const entry = chosen ?? (monthOf(today) === month ? today : `${month}-01`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new month draws the day that is wanted
  useEffect(() => {
    if (wanted.current) grid.current?.querySelector<HTMLElement>(`[data-day="${wanted.current}"]`)?.focus()
    wanted.current = null
  }, [month, chosen])
  const press = (event: KeyboardEvent, from: string) => {
    const day = dayFor(event.key, from)
    if (day === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    wanted.current = day
    if (monthOf(day) === month) onDay(day)
    else onMonth(monthOf(day), day)
  }
  return (
    <table ref={grid} className="hidden w-full table-fixed border-collapse md:table">
      <caption className="sr-only">
        {monthInWords(month)}. Arrow keys move by day and week, Page Up and Page Down by month.
      </caption>
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th
              key={weekday}
              scope="col"
              className="border-b border-ink pb-1 text-left text-caption font-medium text-muted"
            >
              <abbr title={weekday} className="no-underline">
                {weekday.slice(0, 3)}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day} className="h-28 border-b border-rule p-0 align-top">
                {monthOf(day) === month && (
                  <DayCell
                    day={day}
                    entries={days.get(day) ?? []}
                    today={today}
                    currency={currency}
                    isChosen={day === chosen}
                    isEntry={day === entry}
                    onChoose={() => onDay(day)}
                    onKeyDown={(event) => press(event, day)}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DayCellProps {
  day: string
  entries: Entry[]
  today: string
  currency: string
  isChosen: boolean
  isEntry: boolean
  onChoose: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

function DayCell({ day, entries, today, currency, isChosen, isEntry, onChoose, onKeyDown }: DayCellProps) {
  const said = entries.map(
    (entry) =>
      `${entry.commitment.name} ${formatMoney(entry.amount, currency, { sign: 'always' })} ${stateInWords(entry.state, entry.amount > 0 ? 'in' : 'out')}`,
  )
  return (
    <button
      type="button"
      data-day={day}
      tabIndex={isEntry ? 0 : -1}
      aria-pressed={isChosen}
      aria-current={day === today ? 'date' : undefined}
      onClick={onChoose}
      onKeyDown={onKeyDown}
      className={cn(
        'flex h-full w-full flex-col gap-0.5 rounded-md p-1.5 text-left text-caption hover:bg-sunken',
        isChosen && 'bg-accent-soft',
      )}
    >
      <span className="sr-only">{[longDay(day, today), said.join('; ') || 'nothing'].join(': ')}</span>
      <span aria-hidden className="flex w-full flex-col items-start gap-0.5">
        <span
          className={cn(
            'figures mb-0.5 font-medium',
            day < today && 'text-muted',
            day === today && 'rounded-sm bg-accent px-1.5 text-on-accent',
          )}
        >
          {calendar(day).day}
        </span>
        {entries.slice(0, SHOWN).map((entry) => (
          <span key={entry.key} className="flex w-full items-center gap-1 leading-4">
            <StateMark state={entry.state} />
            <span
              className={cn(
                'min-w-0 flex-1 truncate',
                entry.state === 'skipped' && 'text-muted line-through',
                entry.commitment.status === 'suggested' && 'text-muted italic',
              )}
            >
              {entry.commitment.name}
            </span>
          </span>
        ))}
        {entries.length > SHOWN && <span className="text-muted">and {entries.length - SHOWN} more</span>}
      </span>
    </button>
  )
}

/** The same as the grid, in words; a day chosen there narrows it. */
function List({ entries, chosen, month, today, currency, onDay }: GridProps) {
  const days = [...byDay(chosen ? entries.filter((entry) => entry.day === chosen) : entries)]
  return (
    <section aria-label={chosen ? longDay(chosen, today) : monthInWords(month)} className="flex flex-col">
      {days.length === 0 && (
        <p className="py-3 text-muted">
          {chosen ? `Nothing on ${longDay(chosen, today)}.` : 'Nothing is due in this month.'}
        </p>
      )}
      {chosen && (
        <button
          type="button"
          className="min-h-11 self-start font-medium text-accent underline underline-offset-4"
          onClick={() => onDay(chosen)}
        >
          Show the whole month
        </button>
      )}
      {days.map(([day, ofDay]) => (
        <div key={day} className="border-b border-rule py-2 md:grid md:grid-cols-[9rem_minmax(0,1fr)]">
          <h3 className="py-1 text-caption font-semibold text-muted first-letter:uppercase">
            {dayInWords(day, today)}
          </h3>
          <ul>
            {ofDay.map((entry) => (
              <li key={entry.key}>
                <Link
                  to="/commitments/$commitmentId"
                  params={{ commitmentId: entry.commitment.id }}
                  className="-mx-2 grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 rounded-md px-2 py-1 hover:bg-sunken md:min-h-9 md:grid-cols-[minmax(0,1fr)_12rem_8rem]"
                >
                  <span className="truncate font-medium">
                    {entry.commitment.name}
                    {entry.commitment.status === 'suggested' && (
                      <span className="font-normal text-muted italic"> a guess</span>
                    )}
                  </span>
                  <span className="col-start-1 row-start-2 flex items-center gap-1.5 text-caption text-muted md:col-start-2 md:row-start-1">
                    <StateMark state={entry.state} />
                    {stateInWords(entry.state, entry.amount > 0 ? 'in' : 'out')}
                  </span>
                  <span
                    className={cn(
                      'col-start-2 row-span-2 row-start-1 text-right md:col-start-3 md:row-span-1',
                      entry.amount > 0 && 'text-positive',
                      entry.state === 'skipped' && 'text-muted line-through',
                    )}
                  >
                    {entry.commitment.variable && entry.transactionId === null && (
                      <span className="text-caption text-muted">about </span>
                    )}
                    <Money minor={entry.amount} currency={currency} sign="always" />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
