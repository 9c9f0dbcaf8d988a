import { zodResolver } from '@hookform/resolvers/zod'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { SelectField, TextField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { dayInWords } from '@/lib/dates'
import { currencySymbol } from '@/lib/money'
import { isCard } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { addPaymentPlanMutation, changePaymentPlanMutation } from '@/services/queries'
import type { Account, PaymentPlan, TransactionDetail, WhatIfItem } from '@/services/types'
import { whatIfOptions } from '@/services/what-if'
import {
  intervalInWords,
  type PlanValues,
  planBody,
  planQuestion,
  planSchema,
  planStart,
} from './plan-values'
import { ScheduleTable } from './schedule-table'

interface PlanFormProps {
  plan: PaymentPlan | null
  /** The transaction it is made of, where it is made of one. */
  purchase: TransactionDetail | null
  accounts: Account[]
  currency: string
  today: string
  onDone: () => void
}

/** A purchase paid in parts: from nothing, or from one the bank has shown. */
export function PlanForm({ plan, purchase, accounts, currency, today, onDone }: PlanFormProps) {
  const queryClient = useQueryClient()
  const settle = async () => {
    await queryClient.invalidateQueries()
    onDone()
  }
  const create = useMutation({ ...addPaymentPlanMutation(), onSuccess: settle })
  const update = useMutation({ ...changePaymentPlanMutation(), onSuccess: settle })
  const form = useForm<PlanValues>({
    resolver: zodResolver(planSchema(currency)),
    defaultValues: planStart(plan, purchase, currency),
  })
  const { errors } = form.formState
  const question = planQuestion(form.watch(), currency, today)
  const problem = create.error ?? update.error

  const save = (entered: PlanValues) => {
    const body = planBody(entered, currency)
    if (plan) update.mutate({ path: { plan_id: plan.id }, body: { ...body, name: body.name ?? null } })
    else create.mutate({ body: { ...body, purchase_transaction_id: purchase?.id ?? null } })
  }

  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit(save)}>
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      {purchase && (
        <Notice>
          Bought {dayInWords(purchase.date, today)} for{' '}
          <Money minor={purchase.amount} currency={currency} sign="never" />. It counts as spending once, in
          its month; the payments move your cash and nothing else.
        </Notice>
      )}
      <TextField
        label="Name"
        placeholder="Sofa"
        autoComplete="off"
        problem={errors.name?.message}
        {...form.register('name')}
      />
      <div className="grid grid-cols-2 items-start gap-4">
        <TextField
          label="In all"
          prefix={currencySymbol(currency)}
          inputMode="decimal"
          autoComplete="off"
          problem={errors.total?.message}
          {...form.register('total')}
        />
        <TextField
          label="Payments"
          inputMode="numeric"
          autoComplete="off"
          problem={errors.instalments?.message}
          {...form.register('instalments')}
        />
      </div>
      <div className="grid grid-cols-2 items-start gap-4">
        <TextField
          label="First on"
          type="date"
          problem={errors.firstDate?.message}
          {...form.register('firstDate')}
        />
        <SelectField label="Then" {...form.register('everyMonths')}>
          {[1, 2, 3, 6, 12].map((months) => (
            <option key={months} value={months}>
              {intervalInWords(months)}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField
        label="Interest a year (optional)"
        hint="The APR in per cent, like 24.9. Empty means none."
        inputMode="decimal"
        autoComplete="off"
        problem={errors.apr?.message}
        {...form.register('apr')}
      />
      <SelectField label="Leaves from" {...form.register('accountId')}>
        <option value="">Not said</option>
        {accounts
          .filter((account) => !isCard(account.kind) && !account.is_closed)
          .map((account) => (
            <option key={account.id} value={account.id}>
              {account.name}
            </option>
          ))}
      </SelectField>
      {question && !plan && <Preview question={question} currency={currency} today={today} />}
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" busy={create.isPending || update.isPending}>
          {plan ? 'Save' : 'Add the plan'}
        </Button>
        {purchase && (
          <Link
            to="/transactions/$transactionId"
            params={{ transactionId: purchase.id }}
            className="font-medium text-accent underline underline-offset-4"
          >
            Back to the payment
          </Link>
        )}
      </div>
    </form>
  )
}

/** The schedule to the penny and what it does to the figure, before anything is saved. */
function Preview({ question, currency, today }: { question: WhatIfItem; currency: string; today: string }) {
  const { data: answer } = useQuery({ ...whatIfOptions(question), placeholderData: keepPreviousData })
  const way =
    answer?.ways.find((each) => each.way === 'instalments') ??
    answer?.ways.find((each) => each.way === 'cash')
  if (!answer || !way) return null
  return (
    <section aria-label="What it would do" aria-live="polite" className="flex flex-col gap-2">
      <p>
        Safe to spend goes from <Money minor={answer.before.safe_to_spend} currency={currency} /> to{' '}
        <Money minor={way.safe_to_spend} currency={currency} className="font-semibold" />
        {way.cost > 0 && (
          <>
            ; the interest comes to <Money minor={way.cost} currency={currency} className="font-semibold" />
          </>
        )}
        .
      </p>
      <ScheduleTable schedule={way.schedule} currency={currency} today={today} />
    </section>
  )
}
