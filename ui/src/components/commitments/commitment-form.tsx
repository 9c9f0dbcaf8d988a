import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type UseFormReturn, useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { DeleteButton } from '@/components/ui/delete-button'
import { CheckField, SelectField, TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { cadenceInWords, shiftInWords } from '@/lib/cadence'
import { calendar, monthName } from '@/lib/dates'
import { currencySymbol } from '@/lib/money'
import { isCard } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { addCommitmentMutation, changeCommitmentMutation, deleteCommitmentMutation } from '@/services/queries'
import type { Account, Commitment, CommitmentChanges } from '@/services/types'
import {
  type CommitmentValues,
  cadenceOf,
  changesOf,
  commitmentBody,
  commitmentSchema,
  NTHS,
  RHYTHMS,
  SHIFTS,
  startingValues,
} from './commitment-values'
import { keepSaved } from './keep-saved'

interface CommitmentFormProps {
  commitment: Commitment | null
  direction: 'in' | 'out'
  accounts: Account[]
  currency: string
  today: string
  /** Saving also says yes to it: a guess that was nearly right. */
  confirms?: boolean
  onDone: (changes: CommitmentChanges) => void
  onDeleted?: () => void
}

export function CommitmentForm({
  commitment,
  direction,
  accounts,
  currency,
  today,
  confirms = false,
  onDone,
  onDeleted,
}: CommitmentFormProps) {
  const queryClient = useQueryClient()
  const create = useMutation({
    ...addCommitmentMutation(),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onDone({})
    },
  })
  const update = useMutation({
    ...changeCommitmentMutation(),
    onSuccess: (saved, { body }) => {
      keepSaved(queryClient, saved)
      onDone(body)
    },
  })
  const remove = useMutation({
    ...deleteCommitmentMutation(),
    onSuccess: async () => {
      onDeleted?.()
      await queryClient.invalidateQueries()
    },
  })
  const form = useForm<CommitmentValues>({
    resolver: zodResolver(commitmentSchema(currency)),
    defaultValues: startingValues(commitment, { direction, currency, today }),
  })
  const { errors } = form.formState
  const entered = form.watch('rhythm')
  const problem = create.error ?? update.error

  const save = (entered: CommitmentValues) => {
    const body = commitmentBody(entered, { direction, currency })
    if (!commitment) {
      create.mutate({ body })
      return
    }
    const changes = changesOf(commitment, body)
    update.mutate({
      path: { commitment_id: commitment.id },
      body: confirms ? { ...changes, status: 'confirmed' } : changes,
    })
  }

  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit(save)}>
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      <TextField
        label="Name"
        placeholder={direction === 'in' ? 'Wage' : 'Council tax'}
        autoComplete="off"
        problem={errors.name?.message}
        {...form.register('name')}
      />
      <TextField
        label="Amount"
        prefix={currencySymbol(currency)}
        inputMode="decimal"
        autoComplete="off"
        problem={errors.amount?.message}
        {...form.register('amount')}
      />
      <CheckField label="The amount varies; this is about what it is" {...form.register('variable')} />
      {direction === 'in' && (
        <CheckField
          label="This is my payday"
          hint="Figures run to it. With none ticked, the largest regular income is taken."
          {...form.register('isPayday')}
        />
      )}
      <WhenFields form={form} isNew={commitment === null} />
      <SelectField label={direction === 'in' ? 'Arrives in' : 'Leaves from'} {...form.register('accountId')}>
        <option value="">Not said</option>
        {accounts
          .filter((account) => !isCard(account.kind))
          .map((account) => (
            <option key={account.id} value={account.id}>
              {account.name}
            </option>
          ))}
      </SelectField>
      {entered !== 'once' && (
        <TextField
          label="Last one on or before"
          type="date"
          hint="Leave it empty if no end is known."
          {...form.register('endsOn')}
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button type="submit" busy={create.isPending || update.isPending}>
          {confirms
            ? 'Save and confirm'
            : commitment
              ? 'Save'
              : direction === 'in'
                ? 'Add income'
                : 'Add bill'}
        </Button>
        {commitment && onDeleted && (
          <DeleteButton
            label="Delete"
            title={`Delete ${commitment.name}?`}
            busy={remove.isPending}
            problem={remove.isError ? problemSentence(remove.error) : null}
            onDelete={() => remove.mutate({ path: { commitment_id: commitment.id } })}
          >
            It stops counting in every figure. The payments it explained stay.
          </DeleteButton>
        )}
      </div>
    </form>
  )
}

function WhenFields({ form, isNew }: { form: UseFormReturn<CommitmentValues>; isNew: boolean }) {
  const { errors, dirtyFields } = form.formState
  const entered = form.watch()
  const nextDate = form.register('nextDate', {
    // The date usually says the day of the month too, until the person says otherwise.
    onChange: (event: { target: { value: string } }) => {
      const day = event.target.value
      if (isNew && day && !dirtyFields.day) form.setValue('day', String(calendar(day).day))
    },
  })
  return (
    <>
      <SelectField label="How often" {...form.register('rhythm')}>
        {RHYTHMS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextField
        label={entered.rhythm === 'once' ? 'On' : 'Next on'}
        type="date"
        problem={errors.nextDate?.message}
        {...nextDate}
      />
      {entered.rhythm === 'weekly' && (
        <TextField
          label="Weeks between"
          inputMode="numeric"
          hint="1 is every week, 2 every other week, 4 every four weeks."
          problem={errors.weeks?.message}
          {...form.register('weeks')}
        />
      )}
      {entered.rhythm === 'monthly_weekday' && (
        <SelectField label="Which one of the month" {...form.register('nth')}>
          {NTHS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      )}
      {entered.rhythm === 'monthly_day' && <MonthlyFields form={form} />}
      {entered.rhythm !== 'monthly_last_working_day' && (
        <SelectField label="If that’s a weekend or bank holiday" {...form.register('shift')}>
          {SHIFTS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      )}
      <p aria-live="polite" className="min-h-6 text-muted">
        {entered.nextDate && (
          <>
            So: {cadenceInWords(cadenceOf(entered), entered.nextDate)}.{' '}
            {entered.rhythm !== 'monthly_last_working_day' && shiftInWords(entered.shift)}
          </>
        )}
      </p>
    </>
  )
}

function MonthlyFields({ form }: { form: UseFormReturn<CommitmentValues> }) {
  const { errors } = form.formState
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="Day of the month"
          inputMode="numeric"
          hint="31 means the last day."
          problem={errors.day?.message}
          {...form.register('day')}
        />
        <SelectField label="Every" {...form.register('months')}>
          <option value="1">month</option>
          <option value="2">2 months</option>
          <option value="3">3 months</option>
          <option value="6">6 months</option>
          <option value="12">12 months</option>
        </SelectField>
      </div>
      <details>
        <summary className="flex min-h-11 cursor-pointer items-center text-accent underline decoration-rule-strong underline-offset-4">
          Some months are left out
        </summary>
        <fieldset className="grid grid-cols-3 gap-x-4 pt-1">
          <legend className="pb-2 text-caption text-muted">Nothing is taken in</legend>
          {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
            <CheckField
              key={month}
              label={monthName(month).slice(0, 3)}
              value={String(month)}
              {...form.register('skipMonths')}
            />
          ))}
        </fieldset>
      </details>
    </>
  )
}
