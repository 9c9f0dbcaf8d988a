import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { SelectField, TextField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { currencySymbol, moneyInput, parseMoney } from '@/lib/money'
import type { Category, TransactionChange, TransactionDetail } from '@/services/types'
import { leftAfter, type Part } from './sorting-words'

interface SplitFormProps {
  transaction: TransactionDetail
  categories: Category[]
  busy: boolean
  onSay: (body: TransactionChange) => void
}

/** One payment for several things: each part counts in its own category, together they are the row. */
export function SplitForm({ transaction, categories, busy, onSay }: SplitFormProps) {
  const { amount, currency, splits, kind } = transaction
  const [parts, setParts] = useState<Part[] | null>(null)
  const size = Math.abs(amount)
  const names = new Map(categories.map((each) => [each.key, each.name]))
  if (kind !== 'spending' && kind !== 'refund' && splits.length === 0) return null
  if (parts === null) {
    return (
      <div className="pt-3">
        {splits.length > 0 && (
          <dl className="pb-1">
            {splits.map((part) => (
              <div key={`${part.category} ${part.amount}`} className="flex justify-between gap-4 py-1">
                <dt>{names.get(part.category) ?? part.category}</dt>
                <dd>
                  <Money minor={part.amount} currency={currency} sign="always" />
                </dd>
              </div>
            ))}
          </dl>
        )}
        <div className="flex gap-5">
          <Button
            variant="quiet"
            onClick={() =>
              setParts(
                splits.length > 0
                  ? splits.map((part) => ({
                      category: part.category,
                      amount: moneyInput(Math.abs(part.amount), currency),
                    }))
                  : [
                      { category: transaction.category ?? 'other', amount: '' },
                      { category: 'other', amount: '' },
                    ],
              )
            }
          >
            {splits.length > 0 ? 'Change the parts' : 'Split into parts'}
          </Button>
          {splits.length > 0 && (
            <Button variant="quiet" busy={busy} onClick={() => onSay({ splits: [] })}>
              Make it one again
            </Button>
          )}
        </div>
      </div>
    )
  }
  const read = parts.map((part) => parseMoney(part.amount, currency))
  const left = leftAfter(size, read)
  const isWhole = left === 0 && read.every((each) => each !== null && each > 0)
  const change = (at: number, given: Partial<Part>) =>
    setParts(parts.map((part, place) => (place === at ? { ...part, ...given } : part)))
  return (
    <fieldset className="flex flex-col gap-3 pt-4">
      <legend className="font-medium">Parts of it</legend>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other name than its place
        <div key={at} className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-3">
          <SelectField
            label={`Part ${at + 1}`}
            value={part.category}
            onChange={(event) => change(at, { category: event.target.value })}
          >
            {categories
              .filter((each) => each.is_spending)
              .map((each) => (
                <option key={each.key} value={each.key}>
                  {each.name}
                </option>
              ))}
          </SelectField>
          <TextField
            label="Amount"
            inputMode="decimal"
            autoComplete="off"
            prefix={currencySymbol(currency)}
            value={part.amount}
            onChange={(event) => change(at, { amount: event.target.value })}
          />
        </div>
      ))}
      <p role="status" className="text-muted">
        {left === null || left === 0 ? (
          isWhole && 'The parts come to the whole.'
        ) : (
          <>
            <Money minor={left} currency={currency} sign="never" /> {left > 0 ? 'still to place' : 'too much'}
          </>
        )}
      </p>
      <div className="flex flex-wrap items-center gap-5">
        <Button
          variant="secondary"
          busy={busy}
          disabled={!isWhole}
          onClick={() => {
            const sign = amount < 0 ? -1 : 1
            onSay({
              splits: parts.map((part, at) => ({ category: part.category, amount: sign * (read[at] ?? 0) })),
            })
            setParts(null)
          }}
        >
          Save parts
        </Button>
        <Button
          variant="quiet"
          onClick={() =>
            setParts([
              ...parts,
              { category: 'other', amount: left !== null && left > 0 ? moneyInput(left, currency) : '' },
            ])
          }
        >
          Another part
        </Button>
        <Button variant="quiet" onClick={() => setParts(null)}>
          Leave it
        </Button>
      </div>
    </fieldset>
  )
}
