import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { cn } from '@/lib/cn'
import type { GroupRow } from './group-rows'
import { shareInWords } from './periods'
import type { Grouping } from './search'
import { narrowedBy, type SpendingSearch } from './search'

const NAMES: Record<Grouping, string> = { category: 'Category', merchant: 'Merchant', account: 'Account' }
const FIRST = 12

interface GroupTableProps {
  rows: GroupRow[]
  by: Grouping
  total: number
  currency: string
  search: SpendingSearch
  /** "the usual", "October": what the last column compares with. */
  versus: string | null
  change: number | null
}

/** What the total is made of; each name goes one step further in. */
export function GroupTable({ rows, by, total, currency, search, versus, change }: GroupTableProps) {
  const [isAll, setIsAll] = useState(false)
  const most = Math.max(...rows.map((row) => Math.max(row.total, row.before ?? 0)), 1)
  const shown = isAll ? rows : rows.slice(0, FIRST)
  return (
    <>
      <table className="w-full border-collapse text-right">
        <caption className="sr-only">
          Spending by {NAMES[by].toLowerCase()}
          {versus && `, compared with ${versus}`}
        </caption>
        <thead className="text-caption text-muted">
          <tr className="border-b border-rule">
            <th scope="col" className="py-2 text-left font-medium">
              {NAMES[by]}
            </th>
            <th scope="col" className="w-20 py-2 pl-4 font-medium max-md:hidden">
              Share
            </th>
            <th scope="col" className="w-32 py-2 pl-4 font-medium">
              Spent
            </th>
            {versus && (
              <th scope="col" className="w-32 py-2 pl-4 font-medium max-md:sr-only md:w-56">
                Against {versus}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.key} className="border-b border-rule align-top">
              <th scope="row" className="py-2.5 text-left font-normal">
                <Name row={row} by={by} search={search} />
                <span aria-hidden className="mt-1.5 block h-1 max-w-md rounded-sm bg-sunken">
                  <span
                    className="block h-1 rounded-sm bg-accent"
                    style={{ width: `${(Math.max(row.total, 0) / most) * 100}%` }}
                  />
                </span>
              </th>
              <td className="figures py-2.5 pl-4 text-muted max-md:hidden">
                {shareInWords(row.total, total)}
              </td>
              <td className="py-2.5 pl-4 font-medium">
                <Money minor={row.total} currency={currency} />
                {versus && (
                  <span aria-hidden className="block text-caption font-normal text-muted md:hidden">
                    <Change row={row} currency={currency} />
                  </span>
                )}
              </td>
              {versus && (
                <td className="py-2.5 pl-4 text-muted max-md:sr-only">
                  <Change row={row} currency={currency} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="align-top font-semibold">
            <th scope="row" className="py-3 text-left">
              Together
            </th>
            <td className="max-md:hidden" />
            <td className="py-3 pl-4">
              <Money minor={total} currency={currency} data-testid="groups-total" />
              {versus && change !== null && (
                <span aria-hidden className="block text-caption font-normal text-muted md:hidden">
                  <Difference minor={change} currency={currency} />
                </span>
              )}
            </td>
            {versus && (
              <td className="py-3 pl-4 font-normal text-muted max-md:sr-only">
                {change !== null && <Difference minor={change} currency={currency} />}
              </td>
            )}
          </tr>
        </tfoot>
      </table>
      {rows.length > FIRST && (
        <Button variant="quiet" className="self-start" onClick={() => setIsAll(!isAll)} aria-expanded={isAll}>
          {isAll ? 'Show fewer' : `Show all ${rows.length}`}
        </Button>
      )}
    </>
  )
}

function Name({ row, by, search }: { row: GroupRow; by: Grouping; search: SpendingSearch }) {
  if (row.key === '') return <span>{row.label}</span>
  return (
    <Link
      to="/spending"
      search={narrowedBy(search, by, row.key)}
      resetScroll={false}
      className="underline decoration-rule-strong underline-offset-4 hover:decoration-current"
    >
      {row.label}
    </Link>
  )
}

function Change({ row, currency }: { row: GroupRow; currency: string }) {
  if (row.before === null) return <>–</>
  const isMarked = row.standing === 'higher' || row.standing === 'lower'
  return (
    <span className={cn(isMarked && 'font-medium text-ink')}>
      <Difference minor={row.total - row.before} currency={currency} />
    </span>
  )
}

/** Said by its word, never by a sign or a colour. */
function Difference({ minor, currency }: { minor: number; currency: string }) {
  if (minor === 0) return <>the same</>
  return (
    <>
      <Money minor={minor} currency={currency} sign="never" /> {minor > 0 ? 'more' : 'less'}
    </>
  )
}
