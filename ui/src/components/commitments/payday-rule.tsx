import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { SelectField, TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { Cadence } from '@/lib/cadence'
import { cadenceInWords, shiftInWords } from '@/lib/cadence'
import { calendar } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { choosePaydayMutation } from '@/services/queries'
import type { Payday } from '@/services/types'
import { SHIFTS } from './commitment-values'
import { type PaydayRhythm, RULES, type RuleValues, rhythmOf, ruleFrom } from './payday-rules'

/** A payday known by its days alone, for an income nobody wants to enter. */
export function PaydayRule({ payday, today }: { payday: Payday; today: string }) {
  const queryClient = useQueryClient()
  const choose = useMutation({ ...choosePaydayMutation(), onSuccess: () => queryClient.invalidateQueries() })
  const { rule } = payday
  const form = useForm<RuleValues>({
    defaultValues: {
      rhythm: rule ? rhythmOf(rule.cadence as Cadence) : 'last_working_day',
      nextDate: rule?.next_date ?? '',
      shift: rule?.shift ?? 'previous_working_day',
    },
  })
  const entered = form.watch()
  const made = entered.nextDate ? ruleFrom(entered) : null
  return (
    <form
      noValidate
      className="flex max-w-md flex-col gap-4 py-4"
      onSubmit={form.handleSubmit((values) => choose.mutate({ body: { rule: ruleFrom(values) } }))}
    >
      <p className="text-muted">
        When the wage goes to an account that isn’t here, its days are enough. Nothing is counted as coming in
        then; figures only run to the day.
      </p>
      {choose.isError && (
        <Notice tone="problem" alert>
          {problemSentence(choose.error)}
        </Notice>
      )}
      <SelectField label="I’m paid" {...form.register('rhythm')}>
        {(Object.keys(RULES) as PaydayRhythm[]).map((value) => (
          <option key={value} value={value}>
            {RULES[value]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Next on"
        type="date"
        min={today}
        problem={form.formState.errors.nextDate?.message}
        {...form.register('nextDate', { required: 'Choose the next payday.' })}
      />
      {entered.rhythm !== 'last_working_day' && (
        <SelectField label="If that’s a weekend or bank holiday" {...form.register('shift')}>
          {SHIFTS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      )}
      <p aria-live="polite" className="min-h-6 text-muted">
        {made &&
          `So: ${cadenceInWords(made.cadence, made.next_date)}. ${made.cadence.kind === 'monthly_last_working_day' ? '' : shiftInWords(made.shift)}`}
      </p>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="secondary" busy={choose.isPending}>
          Use these days
        </Button>
        <p role="status" className="text-muted">
          {choose.isSuccess && `Saved: ${calendar(choose.data.next?.date ?? today).weekday} it is.`}
        </p>
      </div>
    </form>
  )
}
