import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { shortDay } from '@/lib/dates'
import { parseMoney } from '@/lib/money'
import { countOf } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { changeImportMutation, commitImportMutation } from '@/services/queries'
import type { Account, ImportChanges, ImportResult, ImportPreview as Preview } from '@/services/types'
import { Destination, type NewAccount } from './destination'
import { ImportQuestions, ImportRows, RefusedRows } from './import-rows'
import { DATE_ORDERS, isUnclear, recognisedAs, signInWords } from './reading'
import { ReadingForm } from './reading-form'

interface ImportPreviewProps {
  preview: Preview
  accounts: Account[]
  today: string
  onPreview: (preview: Preview) => void
  onTaken: (result: ImportResult) => void
  onAnother: () => void
}

/** A file as it would be taken in: what it is, where it goes, what is asked, and the one button. */
export function ImportPreview({
  preview,
  accounts,
  today,
  onPreview,
  onTaken,
  onAnother,
}: ImportPreviewProps) {
  const [isReadingOpen, setIsReadingOpen] = useState(() => isUnclear(preview))
  const [given, setGiven] = useState<NewAccount>({
    name: preview.suggestion.name,
    kind: preview.suggestion.kind,
    balance: '',
  })
  const change = useMutation({ ...changeImportMutation(), onSuccess: onPreview })
  const commit = useMutation({ ...commitImportMutation(), onSuccess: onTaken })
  const path = { import_id: preview.id }
  const alter = (body: ImportChanges) => change.mutate({ path, body })

  const { counts, currency } = preview
  const balance = given.balance.trim() ? parseMoney(given.balance, currency) : undefined
  const isAmountWrong = balance === null
  const mayCommit =
    preview.missing.length === 0 && preview.date_orders.length === 1 && counts.rows > 0 && !isAmountWrong
  const take = () => {
    if (!mayCommit) return
    const isNew = preview.suggestion.account_id === null
    commit.mutate({
      path,
      body: isNew
        ? { name: given.name.trim() || null, kind: given.kind, closing_balance: balance ?? null }
        : {},
    })
  }
  const problem = change.error ?? commit.error

  return (
    <div className="flex flex-col gap-10" aria-busy={change.isPending}>
      <Summary preview={preview} today={today} />
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}

      <Section title="Where it goes">
        <Destination
          preview={preview}
          accounts={accounts}
          today={today}
          given={given}
          problem={isAmountWrong ? 'Enter an amount, like 250.10.' : undefined}
          onGiven={setGiven}
          onChange={alter}
        />
      </Section>

      <Section
        title="How it was read"
        aside={
          <Button
            variant="quiet"
            className="-my-2"
            aria-expanded={isReadingOpen}
            onClick={() => setIsReadingOpen((before) => !before)}
          >
            {isReadingOpen ? 'Done' : 'Change'}
          </Button>
        }
      >
        <p className="pt-3 text-muted">{readingInWords(preview)}</p>
        {preview.balance_check && preview.balance_check.breaks > 0 && (
          <Notice tone="attention" className="mt-3">
            {countOf(preview.balance_check.breaks, 'step')} between the file’s own balances{' '}
            {preview.balance_check.breaks === 1 ? 'does' : 'do'} not match the amount beside{' '}
            {preview.balance_check.breaks === 1 ? 'it' : 'them'}. Rows may be missing from the file.
          </Notice>
        )}
        {isReadingOpen && <ReadingForm preview={preview} busy={change.isPending} onChange={alter} />}
        {preview.rows.length > 0 && (
          <div className={change.isPending ? 'pt-3 opacity-60' : 'pt-3'}>
            <ImportRows rows={preview.rows.slice(0, 6)} currency={currency} today={today} />
            {counts.rows > 6 && (
              <p className="pt-2 text-caption text-muted">
                and {countOf(counts.rows - 6, 'more row', 'more rows')}
              </p>
            )}
          </div>
        )}
      </Section>

      {preview.questions.length > 0 && (
        <Section title="Possibly the same">
          <p className="pt-3 text-muted">
            The same amount on a near day, worded or dated otherwise. We have chosen what is likelier.
          </p>
          <ImportQuestions
            rows={preview.questions}
            currency={currency}
            today={today}
            onDecide={(number, answer) => alter({ decisions: { [number]: answer } })}
          />
        </Section>
      )}
      {preview.unreadable.length > 0 && (
        <Section title="Could not be read">
          <RefusedRows rows={preview.unreadable} />
          <More shown={preview.unreadable.length} all={counts.unreadable} />
        </Section>
      )}
      {preview.left_out.length > 0 && (
        <Section title="Rightly left out">
          <RefusedRows rows={preview.left_out} />
          <More shown={preview.left_out.length} all={counts.left_out} />
        </Section>
      )}

      <div className="flex flex-wrap gap-3 border-t border-rule bg-paper py-4 md:sticky md:bottom-0 md:z-10">
        <Button busy={commit.isPending || change.isPending} disabled={!mayCommit} onClick={take}>
          {counts.to_add > 0 ? `Add ${countOf(counts.to_add, 'transaction')}` : 'Nothing to add: finish'}
        </Button>
        <Button variant="secondary" onClick={onAnother}>
          Choose another file
        </Button>
      </div>
    </div>
  )
}

function Summary({ preview, today }: { preview: Preview; today: string }) {
  const { counts, currency, first_on, last_on } = preview
  const figures = [
    { label: 'new', count: counts.new },
    { label: 'here already', count: counts.already_there },
    { label: 'possibly the same', count: counts.possibly_the_same },
    { label: 'could not be read', count: counts.unreadable },
    { label: 'left out', count: counts.left_out },
  ].filter(({ count }, place) => count > 0 || place < 2)
  return (
    <div className="flex flex-col gap-3">
      <p className="text-title font-semibold">
        {recognisedAs(preview)}
        {first_on && last_on && (
          <span className="font-normal text-muted">
            {' '}
            from {shortDay(first_on, today)} to {shortDay(last_on, today)}
          </span>
        )}
      </p>
      <p className="truncate text-caption text-muted">{preview.filename}</p>
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {figures.map(({ label, count }) => (
          <div key={label} className="flex flex-col-reverse">
            <dt className="text-caption text-muted">{label}</dt>
            <dd className="figures text-figure font-semibold">{count.toLocaleString('en-GB')}</dd>
          </div>
        ))}
      </dl>
      {counts.to_add > 0 && (
        <p className="text-muted">
          Adds{' '}
          {preview.money_in > 0 && (
            <>
              <Money minor={preview.money_in} currency={currency} sign="never" /> in
            </>
          )}
          {preview.money_in > 0 && preview.money_out < 0 && ' and '}
          {preview.money_out < 0 && (
            <>
              <Money minor={preview.money_out} currency={currency} sign="never" /> out
            </>
          )}
          . Nothing is kept until you say so.
        </p>
      )}
    </div>
  )
}

function More({ shown, all }: { shown: number; all: number }) {
  if (all <= shown) return null
  return <p className="pt-2 text-caption text-muted">and {countOf(all - shown, 'more line', 'more lines')}</p>
}

function readingInWords(preview: Preview): string {
  if (preview.missing.includes('date')) return 'We could not tell which column holds the date.'
  if (preview.missing.includes('amount')) return 'We could not tell which column holds the amount.'
  const dates =
    preview.date_orders.length > 1
      ? 'The day or the month could come first'
      : `${DATE_ORDERS[preview.date_order]} in dates`
  return `${dates}. ${signInWords(preview)}. Amounts in ${preview.currency === 'GBP' ? 'pounds' : preview.currency}.`
}
