import { useEffect, useState } from 'react'
import { SelectField, TextField } from '@/components/ui/field'
import type { Account } from '@/services/types'

interface TransactionFiltersProps {
  accounts: Account[]
  account: string | undefined
  words: string | undefined
  onChange: (filters: { account?: string | undefined; q?: string | undefined }) => void
}

const PAUSE_MS = 300

/** Filters live in the URL; typing waits for a short pause before it asks. */
export function TransactionFilters({ accounts, account, words, onChange }: TransactionFiltersProps) {
  const [typed, setTyped] = useState(words ?? '')
  useEffect(() => {
    if (typed === (words ?? '')) return
    const timer = setTimeout(() => onChange({ account, q: typed || undefined }), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, words, account, onChange])

  return (
    <search className="grid gap-4 md:grid-cols-[2fr_1fr]">
      <TextField
        label="Search"
        type="search"
        autoComplete="off"
        placeholder="A shop, a name, a reference"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <SelectField
        label="Account"
        value={account ?? ''}
        onChange={(event) => onChange({ account: event.target.value || undefined, q: words })}
      >
        <option value="">All accounts</option>
        {accounts.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </SelectField>
    </search>
  )
}
