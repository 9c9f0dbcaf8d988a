/** How a file was read, in words, and what can be said about it. */
import type { ImportColumns, ImportPreview } from '@/services/types'

type DateOrder = ImportPreview['date_order']

export const DATE_ORDERS: Record<DateOrder, string> = {
  day_first: 'Day first',
  month_first: 'Month first',
  year_first: 'Year first',
}

const FORMATS: Record<ImportPreview['format'], string> = {
  csv: 'CSV',
  ofx: 'OFX',
  qif: 'QIF',
  text: 'text file',
  html: 'web page table',
}

/** "Monzo CSV", or just "CSV file" where no bank is known by its columns. */
export function recognisedAs({ bank, format }: Pick<ImportPreview, 'bank' | 'format'>): string {
  if (bank) return `${bank} ${FORMATS[format]}`
  return format === 'csv' || format === 'ofx' || format === 'qif'
    ? `${FORMATS[format]} file`
    : FORMATS[format]
}

const SIGN_REASONS: Record<ImportPreview['sign_source'], string> = {
  said: 'as you said',
  balance: 'the running balance proves it',
  bank: 'as this bank always writes it',
  columns: 'as this kind of file says it',
  guess: 'our guess: please check',
}

export function signInWords({ sign, sign_source, columns }: ImportPreview): string {
  const said =
    columns.amount === null || columns.amount === undefined
      ? 'Money in and out have columns of their own'
      : sign === 'minus_is_out'
        ? 'Money out has a minus'
        : 'Spending has no minus'
  return `${said}, ${SIGN_REASONS[sign_source]}`
}

/** What only the person can tell, so that nothing is taken in before they have looked. */
export function isUnclear(preview: ImportPreview): boolean {
  return preview.missing.length > 0 || preview.date_orders.length > 1 || preview.sign_source === 'guess'
}

/** The names a column can be chosen by: its header, or its place and what stands there first. */
export function columnNames({ header, sample }: Pick<ImportPreview, 'header' | 'sample'>): string[] {
  const width = Math.max(header.length, ...sample.map((row) => row.length), 0)
  return Array.from({ length: width }, (_, place) => {
    const name = header[place]?.trim()
    if (name) return name
    const first = sample.find((row) => row[place]?.trim())?.[place]?.trim()
    return first ? `Column ${place + 1} (${first.slice(0, 24)})` : `Column ${place + 1}`
  })
}

/** The columns with one of them put elsewhere; an amount stands in one column or in two. */
export function withColumn(
  columns: ImportColumns,
  role: 'date' | 'description' | 'amount' | 'money_in' | 'money_out' | 'balance',
  place: number | null,
): ImportColumns {
  if (role === 'description') return { ...columns, description: place === null ? [] : [place] }
  if (role === 'amount') return { ...columns, amount: place, money_in: null, money_out: null }
  if (role === 'money_in' || role === 'money_out') return { ...columns, amount: null, [role]: place }
  return { ...columns, [role]: place }
}
