import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { DeleteButton } from '@/components/ui/delete-button'
import { SelectField, TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { currencySymbol, moneyInput, parseMoney } from '@/lib/money'
import { isCard } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import {
  addPlannedItemMutation,
  changePlannedItemMutation,
  deletePlannedItemMutation,
} from '@/services/queries'
import type { Account, PlannedItem } from '@/services/types'

interface PlannedFormProps {
  item: PlannedItem | null
  accounts: Account[]
  currency: string
  onDone: () => void
}

/** Something that happens once: a cost or money in, on a day. */
export function PlannedForm({ item, accounts, currency, onDone }: PlannedFormProps) {
  const queryClient = useQueryClient()
  const settle = async () => {
    await queryClient.invalidateQueries()
    onDone()
  }
  const create = useMutation({ ...addPlannedItemMutation(), onSuccess: settle })
  const update = useMutation({ ...changePlannedItemMutation(), onSuccess: settle })
  const remove = useMutation({ ...deletePlannedItemMutation(), onSuccess: settle })
  const form = useForm<Values>({
    resolver: zodResolver(values(currency)),
    defaultValues: {
      name: item?.name ?? '',
      direction: item && item.amount > 0 ? 'in' : 'out',
      amount: item ? moneyInput(Math.abs(item.amount), currency) : '',
      date: item?.date ?? '',
      accountId: item?.account_id ?? '',
    },
  })
  const { errors } = form.formState
  const problem = create.error ?? update.error

  const save = (entered: Values) => {
    const size = parseMoney(entered.amount, currency) ?? 0
    const body = {
      name: entered.name,
      amount: entered.direction === 'out' ? -size : size,
      date: entered.date,
      account_id: entered.accountId || null,
    }
    if (item) update.mutate({ path: { item_id: item.id }, body })
    else create.mutate({ body })
  }

  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit(save)}>
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      <Controller
        control={form.control}
        name="direction"
        render={({ field }) => (
          <Choice
            label="Which way it goes"
            value={field.value}
            options={[
              { value: 'out', label: 'Goes out' },
              { value: 'in', label: 'Comes in' },
            ]}
            onChange={field.onChange}
            className="self-start"
          />
        )}
      />
      <TextField
        label="Name"
        placeholder="Car MOT"
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
      <TextField label="On" type="date" problem={errors.date?.message} {...form.register('date')} />
      <SelectField label="Account" {...form.register('accountId')}>
        <option value="">Not said</option>
        {accounts
          .filter((account) => !isCard(account.kind))
          .map((account) => (
            <option key={account.id} value={account.id}>
              {account.name}
            </option>
          ))}
      </SelectField>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button type="submit" busy={create.isPending || update.isPending}>
          {item ? 'Save' : 'Add it'}
        </Button>
        {item && (
          <DeleteButton
            label="Delete"
            title={`Delete ${item.name}?`}
            busy={remove.isPending}
            problem={remove.isError ? problemSentence(remove.error) : null}
            onDelete={() => remove.mutate({ path: { item_id: item.id } })}
          >
            It stops counting in every figure.
          </DeleteButton>
        )}
      </div>
    </form>
  )
}

interface Values {
  name: string
  direction: 'in' | 'out'
  amount: string
  date: string
  accountId: string
}

function values(currency: string) {
  return z.object({
    name: z.string().trim().min(1, 'Give it a name.'),
    direction: z.enum(['in', 'out']),
    amount: z
      .string()
      .refine((text) => (parseMoney(text, currency) ?? 0) > 0, 'Enter an amount, like 54.85.'),
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Choose a date.'),
    accountId: z.string(),
  })
}
