import { dayInWords } from '@/lib/dates'
import { Money } from './money'
import { SourceLink } from './source-link'
import { keyed, type LineSource } from './sources'

interface Line {
  label: string
  amount: number
  date: string
  source: LineSource
  source_id: string | null
  account_id: string | null
  detail: string | null
  estimate: boolean
}

interface LineTableProps {
  label: string
  lines: readonly Line[]
  currency: string
  today: string
  /** Names of accounts by id, where a line's own account is worth saying. */
  accountNames: ReadonlyMap<string, string>
  /** What the lines come to, with its name, where it is not said elsewhere. */
  total?: { label: string; minor: number }
}

/** A figure opened: each line with its day, where it is decided, and whether it is a guess. */
export function LineTable({ label, lines, currency, today, accountNames, total }: LineTableProps) {
  return (
    <table className="w-full max-w-2xl border-collapse text-left">
      <caption className="sr-only">{label}, line by line</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">What</th>
          <th scope="col">When</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {keyed(lines).map(({ key, line }) => {
          const about = aboutLine(line, accountNames)
          return (
            <tr key={key} className="align-top">
              <td className="py-1.5 pr-3">
                <SourceLink source={line.source} sourceId={line.source_id} accountId={line.account_id}>
                  {line.label}
                </SourceLink>
                {about && <span className="block text-caption text-muted">{about}</span>}
              </td>
              <td className="py-1.5 pr-3 text-right whitespace-nowrap text-muted md:text-left">
                {isDated(line) && dayInWords(line.date, today)}
              </td>
              <td className="py-1.5 text-right whitespace-nowrap">
                {line.estimate && <span className="text-muted">about </span>}
                <Money minor={line.amount} currency={currency} />
              </td>
            </tr>
          )
        })}
      </tbody>
      {total && (
        <tfoot>
          <tr className="border-t border-ink font-semibold">
            <th scope="row" colSpan={2} className="py-2 pr-3 text-left font-semibold">
              {total.label}
            </th>
            <td className="py-2 text-right">
              <Money minor={total.minor} currency={currency} />
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function aboutLine(line: Line, names: ReadonlyMap<string, string>): string {
  const account = line.source === 'account' || !line.account_id ? null : names.get(line.account_id)
  const guess = line.estimate && line.source !== 'everyday' ? 'an estimate' : null
  return [line.detail, account, guess].filter(Boolean).join(' · ')
}

function isDated(line: Line): boolean {
  return line.source !== 'account' && line.source !== 'buffer' && line.source !== 'everyday'
}
