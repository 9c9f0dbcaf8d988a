import { useId, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { LineTable } from '@/components/ui/line-table'
import { Money } from '@/components/ui/money'
import { cn } from '@/lib/cn'
import type { Summary } from '@/services/types'

type Which = 'as_usual' | 'cautious'

const LABELS: Record<Which, string> = { as_usual: 'if you spend as usual', cautious: 'to be cautious' }

/** Safe to spend beside everyday life: as usual and cautiously, each opening into its lines. */
export function Companions({ summary }: { summary: Summary }) {
  const [opened, setOpened] = useState<Which | null>(null)
  const panel = useId()
  if (summary.as_usual === null || summary.cautious === null) {
    return summary.without_everyday ? (
      <p className="max-w-prose text-body text-muted">
        No figure for spending as usual yet. {summary.without_everyday}
      </p>
    ) : null
  }
  const figures = { as_usual: summary.as_usual, cautious: summary.cautious }
  const lines = { as_usual: summary.as_usual_lines, cautious: summary.cautious_lines }
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-wrap gap-x-6">
        {(['as_usual', 'cautious'] as const).map((which) => (
          <li key={which}>
            <button
              type="button"
              aria-expanded={opened === which}
              aria-controls={panel}
              onClick={() => setOpened(opened === which ? null : which)}
              className="-mx-2 flex min-h-11 items-center gap-1.5 rounded-md px-2 text-muted hover:bg-sunken"
            >
              <span className="text-caption">about</span>
              <Money minor={figures[which]} currency={summary.currency} className="font-semibold text-ink" />
              {LABELS[which]}
              <Icon name="chevron" className={cn('size-4', opened === which && 'rotate-90')} />
            </button>
          </li>
        ))}
      </ul>
      <div id={panel} hidden={opened === null}>
        {opened && (
          <LineTable
            label={`Safe to spend ${LABELS[opened]}`}
            lines={lines[opened]}
            currency={summary.currency}
            today={summary.today}
            accountNames={new Map(summary.accounts.map(({ id, name }) => [id, name]))}
            total={{ label: LABELS[opened], minor: figures[opened] }}
          />
        )}
      </div>
    </div>
  )
}
