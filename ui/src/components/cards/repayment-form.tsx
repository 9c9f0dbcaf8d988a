import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { CheckField, SelectField, TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { currencySymbol, moneyInput, parseMoney } from '@/lib/money'
import { parseRate, rateInput } from '@/lib/rates'
import { isCard } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { chooseCardRepaymentMutation, readCardRepaymentOptions } from '@/services/queries'
import type { Account, Repayment } from '@/services/types'
import { WAYS } from './repayment-words'

interface RepaymentFormProps {
  card: Account
  accounts: Account[]
  onDone: () => void
}

/** How a card gets paid: how much, from where, and on which days. */
export function RepaymentForm(props: RepaymentFormProps) {
  const { data: plan, error } = useQuery(readCardRepaymentOptions({ path: { account_id: props.card.id } }))
  if (error) {
    return (
      <Notice tone="problem" alert>
        {problemSentence(error)}
      </Notice>
    )
  }
  if (!plan) return <div role="status" aria-label="Loading" className="skeleton h-64 w-full" />
  return <LoadedForm {...props} plan={plan} />
}

function LoadedForm({ card, accounts, onDone, plan }: RepaymentFormProps & { plan: Repayment }) {
  const queryClient = useQueryClient()
  const save = useMutation({
    ...chooseCardRepaymentMutation(),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onDone()
    },
  })
  const form = useForm<Values>({
    resolver: zodResolver(values(card.currency)),
    defaultValues: {
      plan: plan.plan,
      amount: plan.amount === null ? '' : moneyInput(plan.amount, card.currency),
      instalments: plan.instalments === null ? '' : String(plan.instalments),
      apr: rateInput(plan.apr),
      statementDay: plan.statement_day === null ? '' : String(plan.statement_day),
      dueDay: plan.due_day === null ? '' : String(plan.due_day),
      payFrom: plan.pay_from_account_id ?? '',
    },
  })
  const { errors } = form.formState
  const chosen = form.watch('plan')

  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={form.handleSubmit((entered) =>
        save.mutate({
          path: { account_id: card.id },
          body: {
            plan: entered.plan,
            amount: entered.plan === 'fixed' ? parseMoney(entered.amount, card.currency) : null,
            instalments: entered.plan === 'pay_down' ? Number(entered.instalments) : null,
            apr: parseRate(entered.apr) ?? null,
            statement_day: entered.statementDay ? Number(entered.statementDay) : null,
            due_day: entered.dueDay ? Number(entered.dueDay) : null,
            pay_from_account_id: entered.payFrom || null,
          },
        }),
      )}
    >
      {save.isError && (
        <Notice tone="problem" alert>
          {problemSentence(save.error)}
        </Notice>
      )}
      {plan.missing && <Notice tone="attention">{plan.missing}</Notice>}
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-2 font-medium">How it is repaid</legend>
        {WAYS.map(({ value, label, means }) => (
          <CheckField
            key={value}
            type="radio"
            value={value}
            label={label}
            hint={means}
            {...form.register('plan')}
          />
        ))}
      </fieldset>
      {chosen === 'fixed' && (
        <TextField
          label="How much each month"
          prefix={currencySymbol(card.currency)}
          inputMode="decimal"
          autoComplete="off"
          problem={errors.amount?.message}
          {...form.register('amount')}
        />
      )}
      {chosen === 'pay_down' && (
        <TextField
          label="How many payments"
          inputMode="numeric"
          autoComplete="off"
          problem={errors.instalments?.message}
          {...form.register('instalments')}
        />
      )}
      <SelectField label="Leaves from" {...form.register('payFrom')}>
        <option value="">Not chosen</option>
        {accounts
          .filter((account) => !isCard(account.kind) && !account.is_closed)
          .map((account) => (
            <option key={account.id} value={account.id}>
              {account.name}
            </option>
          ))}
      </SelectField>
      {chosen !== 'full' && (
        <TextField
          label="Interest a year"
          hint="The APR in per cent, like 24.9; it is on the statement. Empty counts no interest."
          inputMode="decimal"
          autoComplete="off"
          problem={errors.apr?.message}
          {...form.register('apr')}
        />
      )}
      <div className="grid grid-cols-2 items-start gap-4">
        <TextField
          label="Statement day"
          inputMode="numeric"
          autoComplete="off"
          hint={plan.cycle?.statement_day ? `Found: ${plan.cycle.statement_day}` : 'Day of the month'}
          problem={errors.statementDay?.message}
          {...form.register('statementDay')}
        />
        <TextField
          label="Due day"
          inputMode="numeric"
          autoComplete="off"
          hint={plan.cycle?.due_day ? `Found: ${plan.cycle.due_day}` : 'Day of the month'}
          problem={errors.dueDay?.message}
          {...form.register('dueDay')}
        />
      </div>
      <p className="text-caption text-muted">
        Left empty, the days are taken from the bank, or from past repayments.
      </p>
      <Button type="submit" busy={save.isPending} className="self-start">
        Save
      </Button>
    </form>
  )
}

interface Values {
  plan: Repayment['plan']
  amount: string
  instalments: string
  apr: string
  statementDay: string
  dueDay: string
  payFrom: string
}

function values(currency: string) {
  const day = z.string().regex(/^$|^([1-9]|[12]\d|3[01])$/, 'A day from 1 to 31.')
  return z
    .object({
      plan: z.enum(['full', 'fixed', 'minimum', 'pay_down']),
      amount: z.string(),
      instalments: z.string(),
      apr: z.string().refine((text) => parseRate(text) !== undefined, 'A rate like 24.9, or leave it empty.'),
      statementDay: day,
      dueDay: day,
      payFrom: z.string(),
    })
    .refine((entered) => entered.plan !== 'fixed' || (parseMoney(entered.amount, currency) ?? 0) > 0, {
      path: ['amount'],
      message: 'Enter an amount, like 150.',
    })
    .refine((entered) => entered.plan !== 'pay_down' || /^[1-9]\d?$/.test(entered.instalments), {
      path: ['instalments'],
      message: 'A number from 1 to 99.',
    })
}
