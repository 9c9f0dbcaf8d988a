import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { DeleteButton } from '@/components/ui/delete-button'
import { CheckField, SelectField, TextField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { currencySymbol, moneyInput } from '@/lib/money'
import { isCard } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { addGoalMutation, changeGoalMutation, deleteGoalMutation } from '@/services/queries'
import type { Account, Goal } from '@/services/types'
import { type GoalValues, goalBody, goalSchema, goalStart } from './goal-values'

interface GoalFormProps {
  goal: Goal | null
  accounts: Account[]
  currency: string
  today: string
  onDone: () => void
}

/** Something to put money aside for: how much, by when, and whether so much a month goes to it. */
export function GoalForm({ goal, accounts, currency, today, onDone }: GoalFormProps) {
  const queryClient = useQueryClient()
  const settle = () => queryClient.invalidateQueries().then(onDone)
  const create = useMutation({ ...addGoalMutation(), onSuccess: settle })
  const update = useMutation({ ...changeGoalMutation(), onSuccess: settle })
  const remove = useMutation({ ...deleteGoalMutation(), onSuccess: settle })
  const form = useForm<GoalValues>({
    resolver: zodResolver(goalSchema(currency)),
    defaultValues: goalStart(goal),
  })
  const { errors } = form.formState
  const { isMonthly, accountId } = form.watch()
  const problem = create.error ?? update.error
  const cash = accounts.filter((account) => !isCard(account.kind) && !account.is_closed)

  const save = (entered: GoalValues) => {
    const body = goalBody(entered, currency)
    if (goal) update.mutate({ path: { goal_id: goal.id }, body })
    else create.mutate({ body })
  }

  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit(save)}>
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      <TextField
        label="What for"
        placeholder="New boiler"
        autoComplete="off"
        problem={errors.name?.message}
        {...form.register('name')}
      />
      <div className="grid grid-cols-2 items-start gap-4">
        <TextField
          label="How much"
          prefix={currencySymbol(currency)}
          inputMode="decimal"
          autoComplete="off"
          problem={errors.target?.message}
          {...form.register('target')}
        />
        <TextField
          label="By"
          type="date"
          min={today}
          problem={errors.date?.message}
          {...form.register('date')}
        />
      </div>
      <SelectField
        label="Kept in"
        hint="What the account holds is then what you have saved."
        {...form.register('accountId')}
      >
        <option value="">No account of its own</option>
        {cash.map((account) => (
          <option key={account.id} value={account.id}>
            {account.name}
          </option>
        ))}
      </SelectField>
      {accountId === '' && (
        <TextField
          label="Saved so far (optional)"
          prefix={currencySymbol(currency)}
          inputMode="decimal"
          autoComplete="off"
          problem={errors.saved?.message}
          {...form.register('saved')}
        />
      )}
      <CheckField
        label="Put so much aside each month"
        hint="It is then kept out of what is safe to spend. Otherwise the goal is only measured."
        {...form.register('isMonthly', {
          onChange: (event: { target: { checked: boolean } }) => {
            if (event.target.checked && goal && !form.getValues('monthly')) {
              form.setValue('monthly', moneyInput(goal.needed_per_month, currency))
            }
          },
        })}
      />
      {isMonthly && (
        <>
          <div className="grid grid-cols-2 items-start gap-4">
            <TextField
              label="Each month"
              prefix={currencySymbol(currency)}
              inputMode="decimal"
              autoComplete="off"
              problem={errors.monthly?.message}
              hint={
                goal && goal.needed_per_month > 0 ? (
                  <>
                    <Money minor={goal.needed_per_month} currency={currency} /> is needed
                  </>
                ) : undefined
              }
              {...form.register('monthly')}
            />
            <TextField
              label="First on"
              type="date"
              problem={errors.firstDate?.message}
              {...form.register('firstDate')}
            />
          </div>
          <SelectField label="Leaves from" {...form.register('payFrom')}>
            <option value="">Not said</option>
            {cash.map((account) => (
              <option key={account.id} value={account.id}>
                {account.name}
              </option>
            ))}
          </SelectField>
        </>
      )}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button type="submit" busy={create.isPending || update.isPending}>
          {goal ? 'Save' : 'Add the goal'}
        </Button>
        {goal && (
          <DeleteButton
            label="Delete"
            title={`Delete ${goal.name}?`}
            busy={remove.isPending}
            problem={remove.isError ? problemSentence(remove.error) : null}
            onDelete={() => remove.mutate({ path: { goal_id: goal.id } })}
          >
            Nothing is put aside for it any more. The money itself stays where it is.
          </DeleteButton>
        )}
      </div>
    </form>
  )
}
