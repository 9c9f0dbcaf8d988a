import { Link } from '@tanstack/react-router'
import { Money } from '@/components/ui/money'
import { Section } from '@/components/ui/section'
import { countOf } from '@/lib/words'
import type { LeftOuts } from '@/services/types'
import { whyLeftOut } from './left-out-words'

/** What the total does not hold and why, each with its rows. */
export function LeftOutList({ leftOut, span }: { leftOut: LeftOuts; span: { from: string; to: string } }) {
  const { groups, currency } = leftOut
  return (
    <Section title="Left out" className="scroll-mt-4">
      {groups.length === 0 ? (
        <p className="py-3 text-muted">Nothing: no transfers, card repayments or savings in this time.</p>
      ) : (
        <ul>
          {groups.map((group) => {
            const words = whyLeftOut(group)
            return (
              <li key={`${group.kind} ${group.category}`} className="border-b border-rule py-3">
                <div className="flex items-baseline justify-between gap-4">
                  <Link
                    to="/transactions"
                    search={{ kind: group.kind, category: group.category, from: span.from, to: span.to }}
                    className="underline decoration-rule-strong underline-offset-4 hover:decoration-current"
                  >
                    {words.name}
                  </Link>
                  <span className="text-right">
                    <Sides out={group.out} into={group.into} currency={currency} />
                  </span>
                </div>
                <p className="max-w-prose text-caption text-muted">
                  {words.why} {countOf(group.count, 'transaction')}.
                </p>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}

/** A move is seen on both its accounts, or on the one that is connected. */
function Sides({ out, into, currency }: { out: number; into: number; currency: string }) {
  if (out === into) return <Money minor={out} currency={currency} className="font-medium" />
  return (
    <>
      {out > 0 && (
        <span className="block">
          <Money minor={out} currency={currency} className="font-medium" /> out
        </span>
      )}
      {into > 0 && (
        <span className="block">
          <Money minor={into} currency={currency} className="font-medium" /> in
        </span>
      )}
    </>
  )
}
