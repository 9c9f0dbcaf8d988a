import { Money } from '@/components/ui/money'
import { Section } from '@/components/ui/section'
import type { Flows } from '@/services/types'

/** What came in and where it went: both sides come to the same, to the penny. */
export function FlowTables({ flows }: { flows: Flows }) {
  const names = new Map(flows.nodes.map((node) => [node.key, node]))
  const into = flows.flows.filter((flow) => names.get(flow.target)?.kind === 'pool')
  const out = flows.flows.filter((flow) => names.get(flow.source)?.kind === 'pool')
  const most = Math.max(...flows.flows.map((flow) => flow.amount), 1)
  const side = (key: string, amount: number): Side => {
    const node = names.get(key)
    return {
      key,
      label: node?.label ?? key,
      amount,
      isQuiet: node?.kind === 'drawn' || node?.kind === 'kept',
    }
  }
  return (
    <Section title="In and out">
      <div className="grid gap-8 md:grid-cols-2 md:gap-14">
        <SideTable
          caption="Came in"
          sides={into.map((flow) => side(flow.source, flow.amount))}
          most={most}
          currency={flows.currency}
        />
        <SideTable
          caption="Went out"
          sides={out.map((flow) => side(flow.target, flow.amount))}
          most={most}
          currency={flows.currency}
        />
      </div>
    </Section>
  )
}

interface Side {
  key: string
  label: string
  amount: number
  /** What there was before, or what is left: neither income nor spending. */
  isQuiet: boolean
}

function SideTable({
  caption,
  sides,
  most,
  currency,
}: {
  caption: string
  sides: Side[]
  most: number
  currency: string
}) {
  const total = sides.reduce((sum, side) => sum + side.amount, 0)
  return (
    <table className="w-full border-collapse self-start">
      <caption className="pt-3 pb-1 text-left text-caption font-medium text-muted">{caption}</caption>
      <tbody>
        {sides.map((side) => (
          <tr key={side.key} className="border-b border-rule">
            <th scope="row" className="w-2/5 py-2 pr-3 text-left font-normal">
              {side.label}
            </th>
            <td aria-hidden className="py-2 max-md:hidden">
              <span
                className={
                  side.isQuiet
                    ? 'block h-2.5 rounded-sm border border-rule-strong'
                    : 'block h-2.5 rounded-sm bg-accent'
                }
                style={{ width: `${Math.max((side.amount / most) * 100, 1)}%` }}
              />
            </td>
            <td className="w-28 py-2 pl-3 text-right">
              <Money minor={side.amount} currency={currency} />
            </td>
          </tr>
        ))}
        <tr className="font-semibold">
          <th scope="row" className="py-2 text-left">
            Together
          </th>
          <td className="max-md:hidden" />
          <td className="py-2 text-right">
            <Money minor={total} currency={currency} />
          </td>
        </tr>
      </tbody>
    </table>
  )
}
