import { type CSSProperties, useId, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { LineTable } from '@/components/ui/line-table'
import { Money } from '@/components/ui/money'
import { cn } from '@/lib/cn'
import type { Summary, Term } from '@/services/types'

const LABELS: Record<Term['key'], string> = {
  cash: 'Cash',
  income: 'Income before',
  commitments: 'Commitments',
  cards: 'Cards',
  planned: 'Planned',
  plans: 'Instalments',
  goals: 'Goals',
  buffer: 'Buffer',
}

const SHOWN_EVEN_AT_NIL = new Set<Term['key']>([
  'cash',
  'income',
  'commitments',
  'cards',
  'planned',
  'buffer',
])

/** The sum behind the figure, a column on a phone and a strip on a desktop; each term opens its lines. */
export function EquationStrip({ summary }: { summary: Summary }) {
  const [opened, setOpened] = useState<Term['key'] | null>(null)
  const terms = summary.equation.filter((term) => term.amount !== 0 || SHOWN_EVEN_AT_NIL.has(term.key))
  return (
    <section aria-label="How the figure is made">
      <ul
        className="flex flex-col border-y border-rule md:grid md:grid-cols-[repeat(var(--cells),minmax(0,1fr))] md:gap-x-1"
        style={{ '--cells': terms.length + 1 } as CSSProperties}
      >
        {terms.map((term, place) => (
          <TermCell
            key={term.key}
            term={term}
            isFirst={place === 0}
            isOpen={opened === term.key}
            onToggle={() => setOpened(opened === term.key ? null : term.key)}
            summary={summary}
          />
        ))}
        <li className="flex min-h-12 items-center justify-between gap-3 border-t-2 border-ink py-2 md:row-start-1 md:flex-col md:items-start md:justify-center md:gap-0 md:border-t-0 md:px-2 md:py-3">
          <span className="font-semibold md:text-caption">
            <span aria-hidden className="hidden md:inline">
              ={' '}
            </span>
            {summary.is_short ? 'Short' : 'Safe to spend'}
          </span>
          <Money
            minor={summary.safe_to_spend}
            currency={summary.currency}
            className="text-lead font-semibold"
            data-testid="equation-total"
          />
        </li>
      </ul>
    </section>
  )
}

interface TermCellProps {
  term: Term
  isFirst: boolean
  isOpen: boolean
  onToggle: () => void
  summary: Summary
}

function TermCell({ term, isFirst, isOpen, onToggle, summary }: TermCellProps) {
  const panel = useId()
  const canOpen = term.lines.length > 0
  const operator = isFirst && term.amount >= 0 ? '' : term.amount < 0 || isOutward(term.key) ? '−' : '+'
  const face = (
    <>
      <span className="flex items-center gap-1 text-muted md:text-caption">
        <span aria-hidden className={cn('w-4 shrink-0 text-ink md:w-auto', !operator && 'md:hidden')}>
          {operator}
        </span>
        {LABELS[term.key]}
        {canOpen && (
          <Icon
            name="chevron"
            className={cn(
              'size-4 text-muted motion-safe:transition-transform motion-safe:duration-100',
              isOpen && 'rotate-90',
            )}
          />
        )}
      </span>
      <span className="sr-only">{operator === '−' ? ' minus ' : operator === '+' ? ' plus ' : ' '}</span>
      <Money
        minor={term.amount}
        currency={summary.currency}
        sign="never"
        className={cn('text-lead font-medium', term.amount === 0 && 'text-muted')}
        data-testid="term"
        data-minor={term.amount}
      />
    </>
  )
  const cell =
    'flex min-h-12 w-full items-center justify-between gap-3 py-2 text-left md:h-full md:flex-col md:items-start md:justify-center md:gap-0 md:rounded-md md:px-2 md:py-3'
  return (
    <li className="border-b border-rule last-of-type:border-b-0 md:contents md:border-b-0">
      <div className="md:row-start-1">
        {canOpen ? (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={panel}
            onClick={onToggle}
            className={cn(cell, 'hover:bg-sunken', isOpen && 'md:bg-sunken')}
          >
            {face}
          </button>
        ) : (
          <div className={cell}>{face}</div>
        )}
      </div>
      <div
        id={panel}
        hidden={!isOpen}
        className="appear pb-3 md:col-span-full md:row-start-2 md:border-t md:border-rule md:px-2 md:py-3"
      >
        {isOpen && (
          <LineTable
            label={LABELS[term.key]}
            lines={term.lines}
            currency={summary.currency}
            today={summary.today}
            accountNames={new Map(summary.accounts.map(({ id, name }) => [id, name]))}
          />
        )}
      </div>
    </li>
  )
}

function isOutward(key: Term['key']): boolean {
  return key !== 'cash' && key !== 'income'
}
