import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { DeleteButton } from '@/components/ui/delete-button'
import { CheckField, SelectField, TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { currencySymbol, moneyInput, parseMoney } from '@/lib/money'
import { accountKindInWords, isCard } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { addAccountMutation, changeAccountMutation, deleteAccountMutation } from '@/services/queries'
import type { Account } from '@/services/types'

interface AccountFormProps {
  account: Account | null
  currency: string
  onDone: () => void
}

const KINDS = ['current', 'savings', 'pot', 'credit_card', 'charge_card', 'instalment_credit'] as const

/** An account kept by hand: the person says its balance, and changes it when it changes. */
export function AccountForm({ account, currency, onDone }: AccountFormProps) {
  const queryClient = useQueryClient()
  const settle = async () => {
    await queryClient.invalidateQueries()
    onDone()
  }
  const create = useMutation({ ...addAccountMutation(), onSuccess: settle })
  const update = useMutation({ ...changeAccountMutation(), onSuccess: settle })
  const remove = useMutation({ ...deleteAccountMutation(), onSuccess: settle })
  const form = useForm<Values>({
    resolver: zodResolver(values(currency)),
    defaultValues: startingFrom(account, currency),
  })
  const { errors } = form.formState
  const kind = form.watch('kind')
  const problem = create.error ?? update.error

  const save = (entered: Values) => {
    const size = parseMoney(entered.balance, currency) ?? 0
    const body = {
      name: entered.name,
      balance: isCard(entered.kind) ? -Math.abs(size) : size,
      overdraft: isCard(entered.kind) ? 0 : (parseMoney(entered.overdraft || '0', currency) ?? 0),
    }
    if (account) update.mutate({ path: { account_id: account.id }, body })
    else
      create.mutate({
        body: {
          ...body,
          kind: entered.kind,
          currency,
          in_cash_pool: !isCard(entered.kind) && entered.inCashPool,
        },
      })
  }

  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit(save)}>
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      <TextField label="Name" problem={errors.name?.message} {...form.register('name')} />
      {!account && (
        <SelectField label="What it is" {...form.register('kind')}>
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {accountKindInWords(each)}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label={isCard(kind) ? 'Owed now' : 'Balance now'}
        hint={isCard(kind) ? undefined : 'Below zero with a minus in front.'}
        prefix={currencySymbol(currency)}
        inputMode="decimal"
        autoComplete="off"
        problem={errors.balance?.message}
        {...form.register('balance')}
      />
      {!isCard(kind) && (
        <TextField
          label="Arranged overdraft (optional)"
          hint="Shown beside your money, never counted in it."
          prefix={currencySymbol(currency)}
          inputMode="decimal"
          autoComplete="off"
          problem={errors.overdraft?.message}
          {...form.register('overdraft')}
        />
      )}
      {!account && !isCard(kind) && (
        <CheckField
          label="Pays for daily life"
          hint="Its money counts in what is safe to spend."
          {...form.register('inCashPool')}
        />
      )}
      <div className="flex flex-wrap justify-between gap-3">
        <Button type="submit" busy={create.isPending || update.isPending}>
          {account ? 'Save' : 'Add account'}
        </Button>
        {account && (
          <DeleteButton
            label="Delete this account"
            title={`Delete ${account.name}?`}
            busy={remove.isPending}
            problem={remove.isError ? problemSentence(remove.error) : null}
            onDelete={() => remove.mutate({ path: { account_id: account.id } })}
          >
            The account and its transactions go for good.
          </DeleteButton>
        )}
      </div>
    </form>
  )
}

interface Values {
  name: string
  kind: Account['kind']
  balance: string
  overdraft: string
  inCashPool: boolean
}

function values(currency: string) {
  const isAmount = (text: string) => parseMoney(text, currency) !== null
  return z.object({
    name: z.string().trim().min(1, 'Give it a name.'),
    kind: z.enum(KINDS),
    balance: z.string().refine(isAmount, 'Enter an amount, like 250.10.'),
    overdraft: z
      .string()
      .refine((text) => text === '' || isAmount(text), 'Enter an amount, or leave it empty.'),
    inCashPool: z.boolean(),
  })
}

function startingFrom(account: Account | null, currency: string): Values {
  if (!account) return { name: '', kind: 'current', balance: '', overdraft: '', inCashPool: true }
  return {
    name: account.name,
    kind: account.kind,
    balance: moneyInput(account.owed ?? account.balance, currency),
    overdraft: account.overdraft > 0 ? moneyInput(account.overdraft, currency) : '',
    inCashPool: account.in_cash_pool,
  }
}
