import { useState } from 'react'
import { Choice } from '@/components/ui/choice'
import { SelectField } from '@/components/ui/field'
import type { ImportChanges, ImportPreview } from '@/services/types'
import { columnNames, DATE_ORDERS, withColumn } from './reading'

interface ReadingFormProps {
  preview: ImportPreview
  busy: boolean
  onChange: (changes: ImportChanges) => void
}

/** Which column is what; each change is read again at once. */
export function ReadingForm({ preview, busy, onChange }: ReadingFormProps) {
  const { columns } = preview
  const isEither = preview.date_orders.length > 1
  const names = columnNames(preview)
  const hasTwo = columns.amount === null || columns.amount === undefined
  const [isSplit, setIsSplit] = useState(hasTwo && !preview.missing.includes('amount'))

  const column = (label: string, role: Parameters<typeof withColumn>[1], isNeeded: boolean) => {
    const place = role === 'description' ? columns.description?.[0] : columns[role]
    return (
      <SelectField
        key={role}
        label={label}
        disabled={busy}
        value={place ?? ''}
        problem={isNeeded && (place ?? null) === null ? 'Say which column this is.' : undefined}
        onChange={(event) => {
          const chosen = event.target.value === '' ? null : Number(event.target.value)
          onChange({ columns: withColumn(columns, role, chosen) })
        }}
      >
        <option value="">{isNeeded ? 'Choose a column' : 'None'}</option>
        {names.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <option key={index} value={index}>
            {name}
          </option>
        ))}
      </SelectField>
    )
  }

  return (
    <div className="flex flex-col gap-5 py-4">
      {(isEither || preview.date_order !== 'year_first') && (
        <div className="flex flex-col items-start gap-1.5">
          <span className="font-medium">The dates</span>
          <Choice
            label="Which comes first in a date"
            value={isEither ? null : preview.date_order}
            options={(['day_first', 'month_first'] as const).map((value) => ({
              value,
              label: DATE_ORDERS[value],
            }))}
            onChange={(date_order) => onChange({ date_order })}
          />
          {isEither && (
            <p className="text-caption font-medium text-attention">
              These dates can be read both ways. Choose one to go on.
            </p>
          )}
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {column('Date', 'date', true)}
        {column('Description', 'description', false)}
        <SelectField
          label="Amounts"
          disabled={busy}
          value={isSplit ? 'two' : 'one'}
          onChange={(event) => setIsSplit(event.target.value === 'two')}
        >
          <option value="one">In one column</option>
          <option value="two">Money in and out apart</option>
        </SelectField>
        {isSplit
          ? [column('Money in', 'money_in', true), column('Money out', 'money_out', true)]
          : column('Amount', 'amount', true)}
        {!isSplit && (
          <SelectField
            label="A minus means"
            disabled={busy}
            value={preview.sign}
            onChange={(event) => onChange({ sign: event.target.value as ImportPreview['sign'] })}
          >
            <option value="minus_is_out">Money out</option>
            <option value="minus_is_in">Money in: spending has no minus</option>
          </SelectField>
        )}
        {column('Balance', 'balance', false)}
      </div>
    </div>
  )
}
