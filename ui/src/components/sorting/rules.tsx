import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { SelectField, TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Empty, Section } from '@/components/ui/section'
import { currencySymbol, parseMoney } from '@/lib/money'
import { countOf } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import {
  addRuleMutation,
  deleteRuleMutation,
  previewRuleMutation,
  readSortingOptions,
} from '@/services/queries'
import type { Account, Category, Rule, RuleBody, Sorting } from '@/services/types'
import { ruleConditions, ruleOutcome } from './rule-words'

interface RulesProps {
  rules: Rule[]
  categories: Category[]
  accounts: Account[]
  currency: string
}

/** What the household's rules say; the latest goes before the earlier ones. */
export function Rules({ rules, categories, accounts, currency }: RulesProps) {
  const queryClient = useQueryClient()
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const remove = useMutation({
    ...deleteRuleMutation(),
    onSuccess: (run) => {
      setSorting(run)
      return queryClient.invalidateQueries()
    },
  })
  const categoryNames = new Map(categories.map((each) => [each.key, each.name]))
  const accountNames = new Map(accounts.map((each) => [each.id, each.name]))
  return (
    <div className="flex flex-col gap-10">
      {sorting && <SortingProgress key={sorting.id} first={sorting} />}
      <RuleForm categories={categories} accounts={accounts} currency={currency} onMade={setSorting} />
      <Section title="Your rules">
        {remove.isError && (
          <Notice tone="problem" alert className="mt-3">
            {problemSentence(remove.error)}
          </Notice>
        )}
        {rules.length === 0 ? (
          <Empty title="No rules yet">
            Make one here, or say what a row is: for rows like it, that is remembered here too.
          </Empty>
        ) : (
          <ul>
            {rules.map((rule) => (
              <li key={rule.id} className="flex items-center justify-between gap-4 border-b border-rule py-2">
                <span className="min-w-0">
                  <span className="block">{ruleConditions(rule, accountNames, currency)}</span>
                  <span className="block text-caption text-muted">
                    {ruleOutcome(rule, categoryNames)}
                    {rule.origin === 'learned' && ' · learned from what you said of a row'}
                  </span>
                </span>
                <Button
                  variant="quiet"
                  busy={remove.isPending}
                  aria-label={`Delete the rule for ${ruleConditions(rule, accountNames, currency)}`}
                  onClick={() => remove.mutate({ path: { rule_id: rule.id } })}
                >
                  Delete
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

interface RuleFormProps extends Omit<RulesProps, 'rules'> {
  onMade: (sorting: Sorting) => void
}

const EMPTY = { text: '', account: '', least: '', most: '', category: '', merchant: '' }

/** Conditions and what then holds; what it would change is shown before it is made. */
function RuleForm({ categories, accounts, currency, onMade }: RuleFormProps) {
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(EMPTY)
  const preview = useMutation(previewRuleMutation())
  const add = useMutation({
    ...addRuleMutation(),
    onSuccess: (made) => {
      setTyped(EMPTY)
      preview.reset()
      onMade(made.sorting)
      return queryClient.invalidateQueries()
    },
  })
  const change = (given: Partial<typeof EMPTY>) => {
    preview.reset()
    setTyped({ ...typed, ...given })
  }
  const body: RuleBody = {
    text: typed.text.trim() || null,
    account_id: typed.account || null,
    amount_min: typed.least ? parseMoney(typed.least, currency) : null,
    amount_max: typed.most ? parseMoney(typed.most, currency) : null,
    category: typed.category || null,
    merchant: typed.merchant.trim() || null,
  }
  const isEnough = Boolean((body.text || body.account_id) && (body.category || body.merchant))
  const error = preview.error ?? add.error
  return (
    <Section title="Make a rule">
      <form
        className="flex flex-col gap-4 pt-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (preview.data) add.mutate({ body })
          else preview.mutate({ body })
        }}
      >
        <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          <TextField
            label="The row says"
            className="max-lg:col-span-2"
            autoComplete="off"
            maxLength={100}
            placeholder="Words of the statement"
            value={typed.text}
            onChange={(event) => change({ text: event.target.value })}
          />
          <SelectField
            label="On account"
            className="max-lg:col-span-2"
            value={typed.account}
            onChange={(event) => change({ account: event.target.value })}
          >
            <option value="">Any</option>
            {accounts.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </SelectField>
          <TextField
            label="Of at least"
            inputMode="decimal"
            prefix={currencySymbol(currency)}
            value={typed.least}
            onChange={(event) => change({ least: event.target.value })}
          />
          <TextField
            label="Of at most"
            inputMode="decimal"
            prefix={currencySymbol(currency)}
            value={typed.most}
            onChange={(event) => change({ most: event.target.value })}
          />
          <SelectField
            label="Then it is"
            value={typed.category}
            onChange={(event) => change({ category: event.target.value })}
          >
            <option value="">As sorted now</option>
            {categories.map((each) => (
              <option key={each.key} value={each.key}>
                {each.name}
              </option>
            ))}
          </SelectField>
          <TextField
            label="From merchant"
            autoComplete="off"
            maxLength={100}
            placeholder="As named now"
            value={typed.merchant}
            onChange={(event) => change({ merchant: event.target.value })}
          />
        </div>
        {error && (
          <Notice tone="problem" alert>
            {problemSentence(error)}
          </Notice>
        )}
        <p role="status" className="text-muted">
          {preview.data &&
            `${countOf(preview.data.matching, 'row')} it is about; ${countOf(preview.data.changing, 'row')} would change.`}
        </p>
        <Button
          type="submit"
          variant={preview.data ? 'primary' : 'secondary'}
          className="self-start"
          busy={preview.isPending || add.isPending}
          disabled={!isEnough}
        >
          {preview.data ? 'Make the rule' : 'See what it would change'}
        </Button>
      </form>
    </Section>
  )
}

const ASK_AGAIN_MS = 700

/** How far a re-sorting is; figures are read again once it is over. */
function SortingProgress({ first }: { first: Sorting }) {
  const queryClient = useQueryClient()
  const { data: run = first } = useQuery({
    ...readSortingOptions({ path: { sorting_id: first.id } }),
    initialData: first,
    refetchInterval: ({ state }) => (state.data?.status === 'succeeded' ? false : ASK_AGAIN_MS),
  })
  const isOver = run.status === 'succeeded'
  useEffect(() => {
    if (isOver && first.status !== 'succeeded') queryClient.invalidateQueries()
  }, [isOver, first.status, queryClient])
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="font-medium">
        {isOver
          ? `${countOf(run.total, 'row')} sorted again.`
          : `Sorting again: ${run.done.toLocaleString('en-GB')} of ${countOf(run.total, 'row')}…`}
      </p>
      {!isOver && (
        <progress
          aria-label="Sorting again"
          className="w-full accent-accent"
          value={run.done}
          max={run.total || 1}
        />
      )}
    </div>
  )
}
