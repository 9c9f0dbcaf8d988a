import { Choice } from '@/components/ui/choice'
import { Money } from '@/components/ui/money'
import { cn } from '@/lib/cn'
import { shortDay } from '@/lib/dates'
import type { ImportRefused, ImportRow } from '@/services/types'

interface RowsProps {
  rows: ImportRow[]
  currency: string
  today: string
}

const STANDINGS: Record<ImportRow['standing'], string> = {
  new: 'New',
  already_there: 'Already here',
  possibly_the_same: 'Possibly the same',
}

/** The first rows as they were read, so that a wrong column shows at once. */
export function ImportRows({ rows, currency, today }: RowsProps) {
  return (
    <ul>
      {rows.map((row) => (
        <li
          key={row.number}
          className="flex items-baseline justify-between gap-4 border-b border-rule py-2.5"
        >
          <div className="min-w-0 flex-1 md:flex md:items-baseline md:gap-4">
            <p className="truncate md:order-2 md:flex-1">{row.description}</p>
            <p className="text-caption text-muted md:order-1 md:w-28 md:shrink-0">
              <span className="figures">{shortDay(row.date, today)}</span>
              <span className="md:hidden"> · {STANDINGS[row.standing]}</span>
            </p>
            <p className="hidden text-caption text-muted md:order-3 md:block md:w-36 md:shrink-0">
              {STANDINGS[row.standing]}
            </p>
          </div>
          <Money
            minor={row.amount}
            currency={currency}
            sign="always"
            className={cn('w-28 shrink-0 text-right font-medium', row.amount > 0 && 'text-positive')}
          />
        </li>
      ))}
    </ul>
  )
}

interface QuestionsProps extends RowsProps {
  onDecide: (number: number, answer: 'same' | 'new') => void
}

const ANSWERS = [
  { value: 'same', label: 'The same' },
  { value: 'new', label: 'Another one' },
] as const

/** Rows that may be stored already, each with the one it may be, and a choice already made. */
export function ImportQuestions({ rows, currency, today, onDecide }: QuestionsProps) {
  return (
    <ul>
      {rows.map((row) => (
        <li
          key={row.number}
          className="flex flex-col gap-3 border-b border-rule py-4 md:flex-row md:items-center md:justify-between"
        >
          <div className="grid min-w-0 flex-1 gap-x-6 gap-y-2 md:grid-cols-2">
            <Side
              label="In the file"
              date={row.date}
              words={row.description}
              minor={row.amount}
              {...{ currency, today }}
            />
            {row.stored && (
              <Side
                label="Already here"
                date={row.stored.date}
                words={row.stored.description}
                minor={row.stored.amount}
                {...{ currency, today }}
              />
            )}
          </div>
          <Choice
            label={`${row.description}, ${shortDay(row.date, today)}`}
            value={row.will_add ? 'new' : 'same'}
            options={ANSWERS}
            onChange={(answer) => onDecide(row.number, answer)}
            className="self-start md:self-center"
          />
        </li>
      ))}
    </ul>
  )
}

interface SideProps {
  label: string
  date: string
  words: string
  minor: number
  currency: string
  today: string
}

function Side({ label, date, words, minor, currency, today }: SideProps) {
  return (
    <div className="min-w-0">
      <p className="text-caption text-muted">
        {label}, {shortDay(date, today)}
      </p>
      <p className="flex justify-between gap-4">
        <span className="min-w-0 truncate">{words}</span>
        <Money minor={minor} currency={currency} sign="always" className="shrink-0 font-medium" />
      </p>
    </div>
  )
}

/** Lines that are not taken, with their number in the file and the reason. */
export function RefusedRows({ rows }: { rows: ImportRefused[] }) {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.number} className="flex gap-4 border-b border-rule py-2.5">
          <span className="figures w-20 shrink-0 text-caption leading-6 text-muted">Line {row.line}</span>
          <div className="min-w-0 flex-1">
            <p>{row.reason}</p>
            <p className="truncate text-caption text-muted">{row.text}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
