import { SelectField, TextField } from '@/components/ui/field'
import { shortDay } from '@/lib/dates'
import { currencySymbol } from '@/lib/money'
import { accountKindInWords, isCard } from '@/lib/words'
import type { Account, ImportChanges, ImportPreview } from '@/services/types'

export interface NewAccount {
  name: string
  kind: Account['kind']
  balance: string
}

interface DestinationProps {
  preview: ImportPreview
  accounts: Account[]
  today: string
  given: NewAccount
  problem: string | undefined
  onGiven: (given: NewAccount) => void
  onChange: (changes: ImportChanges) => void
}

const KINDS = ['current', 'savings', 'pot', 'credit_card', 'charge_card'] as const

/** The account the rows go to: one there is, or a new one kept by hand. */
export function Destination({
  preview,
  accounts,
  today,
  given,
  problem,
  onGiven,
  onChange,
}: DestinationProps) {
  const { suggestion, currency } = preview
  const isNew = suggestion.account_id === null
  const fitting = accounts.filter((account) => account.currency === currency)
  return (
    <div className="grid gap-4 py-4 sm:grid-cols-2">
      {preview.accounts.length > 1 && (
        <SelectField
          label="Account in the file"
          hint="This file holds several. Bring it once for each."
          value={preview.only ?? ''}
          onChange={(event) => onChange({ only: event.target.value })}
        >
          {preview.accounts.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </SelectField>
      )}
      <SelectField
        label="Goes into"
        hint={WHY[suggestion.why]}
        value={suggestion.account_id ?? ''}
        onChange={(event) =>
          onChange(event.target.value ? { account_id: event.target.value } : { new_account: true })
        }
      >
        <option value="">A new account</option>
        {fitting.map((account) => (
          <option key={account.id} value={account.id}>
            {account.name}
          </option>
        ))}
      </SelectField>
      {isNew && (
        <>
          <TextField
            label="Name"
            maxLength={120}
            value={given.name}
            onChange={(event) => onGiven({ ...given, name: event.target.value })}
          />
          <SelectField
            label="What it is"
            value={given.kind}
            onChange={(event) => onGiven({ ...given, kind: event.target.value as Account['kind'] })}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {accountKindInWords(kind)}
              </option>
            ))}
          </SelectField>
          {preview.closing_balance === null && preview.last_on && (
            <TextField
              label={`${isCard(given.kind) ? 'Owed' : 'Balance'} after ${shortDay(preview.last_on, today)} (optional)`}
              hint="Without it the account is kept as history and counts in no figure."
              prefix={currencySymbol(currency)}
              inputMode="decimal"
              autoComplete="off"
              problem={problem}
              value={given.balance}
              onChange={(event) => onGiven({ ...given, balance: event.target.value })}
            />
          )}
        </>
      )}
    </div>
  )
}

const WHY: Record<ImportPreview['suggestion']['why'], string> = {
  number: 'Known by its number.',
  rows: 'It already has many of these transactions.',
  bank: 'Your only account of this kind at this bank.',
  said: 'As you chose.',
  new: 'None of your accounts fits, so we make one.',
}
