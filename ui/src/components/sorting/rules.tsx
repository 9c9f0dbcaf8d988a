import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DeleteButton } from '@/components/ui/delete-button'
import { SelectField, TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Empty, Section } from '@/components/ui/section'
import { currencySymbol, parseMoney } from '@/lib/money'
import { countOf } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import {
  addRuleMutation,
  deleteRuleMutation,
  previewRuleDeletionOptions,
  previewRuleMutation,
  readSortingOptions,
} from '@/services/queries'
import type { Account, Category, Rule, RuleBody, Sorting } from '@/services/types'
import { RULE_KINDS, ruleConditions, ruleOutcome } from './rule-words'

interface RulesProps {
  rules: Rule[]
  categories: Category[]
  accounts: Account[]
  currency: string
  /** The words a new rule begins with. */
  text: string
}

/** What the household's rules say; the latest goes before the earlier ones. */
export function Rules({ rules, categories, accounts, currency, text }: RulesProps) {
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
      <RuleForm
        categories={categories}
        accounts={accounts}
        currency={currency}
        text={text}
        onMade={setSorting}
      />
      <Section title="Your rules">
        {rules.length === 0 ? (
          <Empty title="No rules yet">
            Make one here, or say what a payment is: what that teaches for payments like it stands here too.
          </Empty>
        ) : (
          <ul>
            {rules.map((rule) => (
              <li key={rule.id} className="flex items-center justify-between gap-4 border-b border-rule py-2">
                <span className="min-w-0">
                  <span className="block">{ruleConditions(rule, accountNames, currency)}</span>
                  <span className="block text-caption text-muted">
                    {ruleOutcome(rule, categoryNames)}
                    {rule.origin === 'learned' && ' · learned from what you said of a payment'}
                  </span>
                </span>
                <DeleteButton
                  label="Delete"
                  name={`Delete the rule for ${ruleConditions(rule, accountNames, currency)}`}
                  title="Delete this rule?"
                  busy={remove.isPending}
                  problem={remove.isError ? problemSentence(remove.error) : null}
                  onDelete={() => remove.mutate({ path: { rule_id: rule.id } })}
                >
                  {ruleConditions(rule, accountNames, currency)}: {ruleOutcome(rule, categoryNames)}.{' '}
                  <WhatRestsOnIt ruleId={rule.id} /> What you said of single payments stays.
                </DeleteButton>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

/** How many payments are what they are by this rule alone, asked for as the question opens. */
function WhatRestsOnIt({ ruleId }: { ruleId: string }) {
  const { data } = useQuery(previewRuleDeletionOptions({ path: { rule_id: ruleId } }))
  if (data === undefined) return <>The past is sorted again without it.</>
  return (
    <>
      Of the {countOf(data.matching, 'payment')} it is about, {data.changing.toLocaleString('en-GB')} would be
      sorted again without it.
    </>
  )
}

interface RuleFormProps extends Omit<RulesProps, 'rules'> {
  onMade: (sorting: Sorting) => void
}

const EMPTY = { text: '', account: '', least: '', most: '', category: '', kind: '', merchant: '' }

/** Conditions and what then holds; what it would change is shown before it is made. */
function RuleForm({ categories, accounts, currency, text, onMade }: RuleFormProps) {
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState({ ...EMPTY, text })
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
    kind: (typed.kind || null) as RuleBody['kind'],
    merchant: typed.merchant.trim() || null,
  }
  const isEnough = Boolean((body.text || body.account_id) && (body.category || body.kind || body.merchant))
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
        <fieldset className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          <legend className="pb-2 text-muted">When a payment is like this …</legend>
          <TextField
            label="Its statement says"
            className="max-lg:col-span-2"
            autoComplete="off"
            maxLength={100}
            placeholder="Some of its words"
            value={typed.text}
            onChange={(event) => change({ text: event.target.value })}
          />
          <SelectField
            label="Account"
            className="max-lg:col-span-2"
            value={typed.account}
            onChange={(event) => change({ account: event.target.value })}
          >
            <option value="">Any account</option>
            {accounts.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </SelectField>
          <TextField
            label="At least"
            inputMode="decimal"
            autoComplete="off"
            placeholder="Any amount"
            prefix={currencySymbol(currency)}
            value={typed.least}
            onChange={(event) => change({ least: event.target.value })}
          />
          <TextField
            label="At most"
            inputMode="decimal"
            autoComplete="off"
            placeholder="Any amount"
            prefix={currencySymbol(currency)}
            value={typed.most}
            onChange={(event) => change({ most: event.target.value })}
          />
        </fieldset>
        <fieldset className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          <legend className="pb-2 text-muted">… then</legend>
          <SelectField
            label="Put it in"
            className="max-lg:col-span-2"
            value={typed.category}
            onChange={(event) => change({ category: event.target.value })}
          >
            <option value="">The category it has</option>
            {categories.map((each) => (
              <option key={each.key} value={each.key}>
                {each.name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Count it as"
            value={typed.kind}
            onChange={(event) => change({ kind: event.target.value })}
          >
            <option value="">What it counts as</option>
            {RULE_KINDS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
          <TextField
            label="Call the merchant"
            autoComplete="off"
            maxLength={100}
            placeholder="As it is called"
            value={typed.merchant}
            onChange={(event) => change({ merchant: event.target.value })}
          />
        </fieldset>
        {error && (
          <Notice tone="problem" alert>
            {problemSentence(error)}
          </Notice>
        )}
        <p role="status" className="text-muted">
          {preview.data &&
            `${countOf(preview.data.matching, 'payment')} like this so far; ${countOf(preview.data.changing, 'payment')} would change.`}
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
          ? `${countOf(run.total, 'payment')} sorted again.`
          : `Sorting again: ${run.done.toLocaleString('en-GB')} of ${countOf(run.total, 'payment')}…`}
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
