import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { SelectField, TextField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { dayInWords } from '@/lib/dates'
import { currencySymbol, moneyInput, parseMoney } from '@/lib/money'
import { isCard } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { chooseCardRepaymentMutation, readCardRepaymentOptions } from '@/services/queries'
import type { Account, Repayment } from '@/services/types'

interface RepaymentFormProps {
  card: Account
  accounts: Account[]
  today: string
  onDone: () => void
}

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

const PLANS = [
  { value: 'full', label: 'In full, each statement' },
  { value: 'fixed', label: 'A fixed amount each month' },
  { value: 'minimum', label: 'The minimum' },
  { value: 'pay_down', label: 'Today’s balance, in equal parts' },
] as const

function LoadedForm({ card, accounts, today, onDone, plan }: RepaymentFormProps & { plan: Repayment }) {
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
            apr: plan.apr,
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
      <SelectField label="Repaid" {...form.register('plan')}>
        {PLANS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {chosen === 'fixed' && (
        <TextField
          label="Amount each month"
          prefix={currencySymbol(card.currency)}
          inputMode="decimal"
          problem={errors.amount?.message}
          {...form.register('amount')}
        />
      )}
      {chosen === 'pay_down' && (
        <TextField
          label="How many payments"
          inputMode="numeric"
          problem={errors.instalments?.message}
          {...form.register('instalments')}
        />
      )}
      <SelectField label="Leaves from" {...form.register('payFrom')}>
        <option value="">Not chosen</option>
        {accounts
          .filter((account) => !isCard(account.kind))
          .map((account) => (
            <option key={account.id} value={account.id}>
              {account.name}
            </option>
          ))}
      </SelectField>
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="Statement day"
          inputMode="numeric"
          hint="Day of the month"
          problem={errors.statementDay?.message}
          {...form.register('statementDay')}
        />
        <TextField
          label="Due day"
          inputMode="numeric"
          hint="Day of the month"
          problem={errors.dueDay?.message}
          {...form.register('dueDay')}
        />
      </div>
      <Button type="submit" busy={save.isPending} className="self-start">
        Save
      </Button>
      {plan.repayments.length > 0 && (
        <div>
          <h3 className="border-b border-rule pb-2 font-semibold">Next repayments</h3>
          <ul>
            {plan.repayments.slice(0, 4).map((repayment) => (
              <li key={repayment.date} className="flex justify-between gap-4 border-b border-rule py-2">
                <span>{dayInWords(repayment.date, today)}</span>
                <span>
                  {repayment.is_estimate && <span className="text-muted">about </span>}
                  <Money minor={repayment.amount} currency={card.currency} sign="never" />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </form>
  )
}

interface Values {
  plan: Repayment['plan']
  amount: string
  instalments: string
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
