import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { currencySymbol, moneyInput, parseMoney } from '@/lib/money'
import { problemSentence } from '@/services/problems'
import { changeAccountMutation } from '@/services/queries'
import type { Account } from '@/services/types'

/** What the bank would say of a card, said by the person: only for one kept by hand. */
export function CardDetailsForm({ card, onDone }: { card: Account; onDone: () => void }) {
  const queryClient = useQueryClient()
  const { currency } = card
  const update = useMutation({
    ...changeAccountMutation(),
    onSuccess: () => queryClient.invalidateQueries().then(onDone),
  })
  const form = useForm<Values>({
    resolver: zodResolver(values(currency)),
    defaultValues: {
      owed: moneyInput(card.owed ?? 0, currency),
      statement: text(card.last_statement_balance, currency),
      statementOn: card.last_statement_on ?? '',
      due: text(card.payment_due, currency),
      dueOn: card.payment_due_on ?? '',
      limit: text(card.credit_limit, currency),
    },
  })
  const { errors, dirtyFields } = form.formState
  const money = (name: 'owed' | 'statement' | 'due' | 'limit', label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      prefix={currencySymbol(currency)}
      inputMode="decimal"
      autoComplete="off"
      problem={errors[name]?.message}
      {...form.register(name)}
    />
  )
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={form.handleSubmit((entered) => {
        const minor = (amount: string) => (amount === '' ? null : parseMoney(amount, currency))
        update.mutate({
          path: { account_id: card.id },
          body: {
            ...(dirtyFields.owed ? { balance: -(minor(entered.owed) ?? 0) } : {}),
            last_statement_balance: minor(entered.statement),
            last_statement_on: entered.statementOn || null,
            payment_due: minor(entered.due),
            payment_due_on: entered.dueOn || null,
            credit_limit: minor(entered.limit),
          },
        })
      })}
    >
      {update.isError && (
        <Notice tone="problem" alert>
          {problemSentence(update.error)}
        </Notice>
      )}
      {money('owed', 'Owed now')}
      <div className="grid grid-cols-2 items-start gap-4">
        {money('statement', 'Last statement')}
        <TextField label="Of" type="date" {...form.register('statementOn')} />
      </div>
      <div className="grid grid-cols-2 items-start gap-4">
        {money('due', 'Least to pay')}
        <TextField label="Due on" type="date" {...form.register('dueOn')} />
      </div>
      {money('limit', 'Limit', 'Shown beside what is owed; it counts in no figure.')}
      <Button type="submit" busy={update.isPending} className="self-start">
        Save
      </Button>
    </form>
  )
}

interface Values {
  owed: string
  statement: string
  statementOn: string
  due: string
  dueOn: string
  limit: string
}

function values(currency: string) {
  const amount = z
    .string()
    .refine(
      (entered) => entered === '' || (parseMoney(entered, currency) ?? -1) >= 0,
      'Enter an amount, like 420.55.',
    )
  return z.object({
    owed: amount,
    statement: amount,
    statementOn: z.string(),
    due: amount,
    dueOn: z.string(),
    limit: amount,
  })
}

function text(minor: number | null, currency: string): string {
  return minor === null ? '' : moneyInput(minor, currency)
}
