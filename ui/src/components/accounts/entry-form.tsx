import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { currencySymbol, parseMoney } from '@/lib/money'
import { problemSentence } from '@/services/problems'
import { addTransactionMutation } from '@/services/queries'
import type { Account } from '@/services/types'

interface EntryFormProps {
  account: Account
  today: string
  onDone: () => void
}

interface Values {
  direction: 'out' | 'in'
  amount: string
  description: string
  date: string
}

const DIRECTIONS = [
  { value: 'out', label: 'Money out' },
  { value: 'in', label: 'Money in' },
] as const

/** A transaction of an account kept by hand. */
export function EntryForm({ account, today, onDone }: EntryFormProps) {
  const queryClient = useQueryClient()
  const add = useMutation({
    ...addTransactionMutation(),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onDone()
    },
  })
  const form = useForm<Values>({
    resolver: zodResolver(values(account.currency)),
    defaultValues: { direction: 'out', amount: '', description: '', date: today },
  })
  const { errors } = form.formState
  const save = ({ direction, amount, description, date }: Values) => {
    const size = Math.abs(parseMoney(amount, account.currency) ?? 0)
    add.mutate({
      path: { account_id: account.id },
      body: { date, description, amount: direction === 'out' ? -size : size },
    })
  }
  return (
    <form noValidate className="flex flex-col items-start gap-5" onSubmit={form.handleSubmit(save)}>
      {add.isError && (
        <Notice tone="problem" alert>
          {problemSentence(add.error)}
        </Notice>
      )}
      <Choice
        label="Which way"
        value={form.watch('direction')}
        options={DIRECTIONS}
        onChange={(direction) => form.setValue('direction', direction)}
      />
      <TextField
        label="Amount"
        className="w-full"
        prefix={currencySymbol(account.currency)}
        inputMode="decimal"
        autoComplete="off"
        problem={errors.amount?.message}
        {...form.register('amount')}
      />
      <TextField
        label="What for"
        className="w-full"
        maxLength={500}
        problem={errors.description?.message}
        {...form.register('description')}
      />
      <TextField
        label="On"
        type="date"
        className="w-full"
        max={today}
        problem={errors.date?.message}
        {...form.register('date')}
      />
      <Button type="submit" busy={add.isPending}>
        Add transaction
      </Button>
    </form>
  )
}

function values(currency: string) {
  return z.object({
    direction: z.enum(['out', 'in']),
    amount: z.string().refine((text) => Boolean(parseMoney(text, currency)), 'Enter an amount, like 12.50.'),
    description: z.string().trim().min(1, 'Say what it was for.'),
    date: z.string().min(1, 'Say which day.'),
  })
}
