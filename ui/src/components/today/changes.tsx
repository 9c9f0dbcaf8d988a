import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { SourceLink } from '@/components/ui/source-link'
import { keyed, knownSource } from '@/components/ui/sources'
import { cn } from '@/lib/cn'
import { dayInWords } from '@/lib/dates'
import { problemSentence, problemStatus } from '@/services/problems'
import { readChangesOptions } from '@/services/queries'
import type { Changes } from '@/services/types'
import { changeKindInWords, sinceInWords } from './change-words'

/** Why the figure isn't what it was: one line that opens into the lines it is the sum of. */
export function ChangesSince({ today }: { today: string }) {
  const { data: changes, error } = useQuery(readChangesOptions())
  if (error) {
    return (
      <Section title="What changed">
        {problemStatus(error) === 404 ? (
          <p className="py-3 text-muted">{NOTHING_KEPT}</p>
        ) : (
          <Notice tone="problem" className="mt-3">
            {problemSentence(error)}
          </Notice>
        )}
      </Section>
    )
  }
  if (!changes) {
    return (
      <Section title="What changed">
        <div role="status" aria-label="Loading" className="skeleton mt-3 h-12 w-full" />
      </Section>
    )
  }
  return (
    <Section title={`What changed ${sinceInWords(changes, today)}`}>
      <Story changes={changes} today={today} />
    </Section>
  )
}

const NOTHING_KEPT = 'The first figure is being kept today. From tomorrow on, this says why it moved.'

function Story({ changes, today }: { changes: Changes; today: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const panel = useId()
  const { currency, change, lines, before, after } = changes
  if (before.date === today && lines.length === 0) return <p className="py-3 text-muted">{NOTHING_KEPT}</p>
  return (
    <div className="flex flex-col items-start pt-3">
      <p>
        {change === 0 ? (
          'The figure is the same'
        ) : (
          <>
            <Money minor={Math.abs(change)} currency={currency} className="font-semibold" />{' '}
            {change > 0 ? 'more' : 'less'} is safe to spend
          </>
        )}
        : it was <Money minor={before.safe_to_spend} currency={currency} /> and is{' '}
        <Money minor={after.safe_to_spend} currency={currency} />.
      </p>
      {lines.length > 0 && (
        <Button
          variant="quiet"
          aria-expanded={isOpen}
          aria-controls={panel}
          onClick={() => setIsOpen(!isOpen)}
        >
          Why
          <Icon name="chevron" className={cn('size-4', isOpen && 'rotate-90')} />
        </Button>
      )}
      <div id={panel} hidden={!isOpen} className="w-full">
        {isOpen && (
          <table className="w-full max-w-2xl border-collapse text-left">
            <caption className="sr-only">What changed, line by line</caption>
            <thead className="sr-only">
              <tr>
                <th scope="col">What</th>
                <th scope="col">Amount</th>
              </tr>
            </thead>
            <tbody>
              {keyed(lines).map(({ key, line }) => (
                <tr key={key} className="border-t border-rule align-top">
                  <td className="py-2 pr-3">
                    <SourceLink
                      source={knownSource(line.source)}
                      sourceId={line.source_id}
                      accountId={line.account_id}
                    >
                      {line.label}
                    </SourceLink>
                    <span className="block text-caption text-muted">
                      {changeKindInWords(line.kind)} · {dayInWords(line.date, today)}
                    </span>
                  </td>
                  <td className="py-2 text-right">
                    <Money minor={line.amount} currency={currency} sign="always" />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr className="border-t border-ink">
                <th scope="row" className="py-2 text-left font-semibold">
                  In all
                </th>
                <td className="py-2 text-right font-semibold">
                  <Money minor={change} currency={currency} sign="always" />
                </td>
              </tr>
            </tfoot>
          </table>
        )}
      </div>
    </div>
  )
}
