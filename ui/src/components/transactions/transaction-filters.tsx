import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { SelectField, TextField } from '@/components/ui/field'
import { cn } from '@/lib/cn'
import { listInWords } from '@/lib/words'
import type { Account, Category } from '@/services/types'
import { changed, type Filters, isFiltered, KINDS } from './filters'
import { kindChoice } from './transaction-words'

interface TransactionFiltersProps {
  accounts: Account[]
  categories: Category[]
  filters: Filters
  today: string
  /** `isTyping` goes on with the step before, so that the back button takes whole words back. */
  onChange: (filters: Filters, how: { isTyping: boolean }) => void
}

const PAUSE_MS = 300

/** Filters live in the URL; typing waits for a short pause before it asks. */
export function TransactionFilters({
  accounts,
  categories,
  filters,
  today,
  onChange,
}: TransactionFiltersProps) {
  const [isOpen, setIsOpen] = useState(false)
  const hasMore = Boolean(filters.from || filters.to || filters.status || filters.category || filters.kind)
  const change = (given: Partial<Record<keyof Filters, string>>) =>
    onChange(changed(filters, given), { isTyping: false })

  return (
    <search className="flex flex-col gap-3">
      <div className="grid grid-cols-1 gap-3 md:grid-cols-10">
        <Words filters={filters} onChange={onChange} />
        <SelectField
          label="Account"
          className="md:col-span-4"
          value={filters.account ?? ''}
          onChange={(event) => change({ account: event.target.value })}
        >
          <option value="">All accounts</option>
          {accounts.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </SelectField>
        <div className={cn('contents', !isOpen && !hasMore && 'max-md:hidden')}>
          <TextField
            label="From"
            className="md:col-span-2"
            type="date"
            max={today}
            value={filters.from ?? ''}
            onChange={(event) => change({ from: event.target.value })}
          />
          <TextField
            label="To"
            className="md:col-span-2"
            type="date"
            value={filters.to ?? ''}
            onChange={(event) => change({ to: event.target.value })}
          />
          <SelectField
            label="Category"
            className="md:col-span-2"
            value={filters.category ?? ''}
            onChange={(event) => change({ category: event.target.value })}
          >
            <option value="">All</option>
            {categories.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Kind"
            className="md:col-span-2"
            value={filters.kind ?? ''}
            onChange={(event) => change({ kind: event.target.value })}
          >
            <option value="">All</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {kindChoice(kind)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Settled"
            className="md:col-span-2"
            value={filters.status ?? ''}
            onChange={(event) => change({ status: event.target.value })}
          >
            <option value="">All</option>
            <option value="booked">Settled</option>
            <option value="pending">Not settled yet</option>
          </SelectField>
        </div>
      </div>
      <div className="flex flex-wrap gap-x-4">
        {!hasMore && (
          <Button
            variant="quiet"
            className="md:hidden"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? 'Fewer filters' : 'Dates and more'}
          </Button>
        )}
        {isFiltered(filters) && (
          <Button variant="quiet" onClick={() => onChange({}, { isTyping: false })}>
            Clear filters
          </Button>
        )}
        {(filters.spending || filters.merchant) && (
          <p className="py-2.5 text-muted">
            {listInWords([
              ...(filters.merchant ? ['one merchant'] : []),
              ...(filters.spending ? ['what counts as spending, by the day it counts on'] : []),
            ]).replace(/^./, (first) => `Only ${first}`)}
          </p>
        )}
      </div>
    </search>
  )
}

function Words({ filters, onChange }: Pick<TransactionFiltersProps, 'filters' | 'onChange'>) {
  const asked = filters.q ?? ''
  const [typed, setTyped] = useState(asked)
  const last = useRef(asked)
  useEffect(() => {
    // The address changed by another way than typing here: the back button, or a link.
    if (last.current !== asked) {
      last.current = asked
      setTyped(asked)
      return
    }
    if (typed.trim() === asked) return
    const timer = setTimeout(() => {
      last.current = typed.trim()
      onChange(changed(filters, { q: typed.trim() }), { isTyping: asked !== '' })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, asked, filters, onChange])
  return (
    <TextField
      label="Search"
      className="md:col-span-6"
      type="search"
      autoComplete="off"
      maxLength={100}
      placeholder="A shop, a name, a reference"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}
