import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { shortDay } from '@/lib/dates'
import { currencySymbol, parseMoney } from '@/lib/money'
import { isCard } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { listBalancesOptions, sayBalanceMutation, unsayBalanceMutation } from '@/services/queries'
import type { Account, SaidBalance } from '@/services/types'

interface BalanceHistoryProps {
  account: Account
  today: string
}

interface Values {
  date: string
  balance: string
}

/** What an account kept by hand held on which day, and what no transaction explains. */
export function BalanceHistory({ account, today }: BalanceHistoryProps) {
  const queryClient = useQueryClient()
  const path = { account_id: account.id }
  const balances = useQuery(listBalancesOptions({ path }))
  const form = useForm<Values>({
    resolver: zodResolver(values(account.currency)),
    defaultValues: { date: today, balance: '' },
  })
  const settle = async () => {
    form.reset({ date: today, balance: '' })
    await queryClient.invalidateQueries()
  }
  const say = useMutation({ ...sayBalanceMutation(), onSuccess: settle })
  const unsay = useMutation({ ...unsayBalanceMutation(), onSuccess: settle })
  const problem = say.error ?? unsay.error ?? balances.error
  const isOwed = isCard(account.kind)
  const save = ({ date, balance }: Values) => {
    const size = parseMoney(balance, account.currency) ?? 0
    say.mutate({ path, body: { date, balance: isOwed ? -Math.abs(size) : size } })
  }
  return (
    <div className="flex flex-col gap-6">
      <p className="text-muted">
        Say what it held at the end of a day. Transactions after that day are counted on from there; what was
        said before stays.
      </p>
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit(save)}>
        <TextField
          label="On"
          type="date"
          max={today}
          problem={form.formState.errors.date?.message}
          {...form.register('date')}
        />
        <TextField
          label={isOwed ? 'It owed' : 'It held'}
          prefix={currencySymbol(account.currency)}
          inputMode="decimal"
          autoComplete="off"
          problem={form.formState.errors.balance?.message}
          {...form.register('balance')}
        />
        <Button type="submit" busy={say.isPending} className="self-start">
          Save balance
        </Button>
      </form>
      <ul className="border-t border-rule">
        {balances.data?.map((said) => (
          <li key={said.id} className="flex items-baseline justify-between gap-4 border-b border-rule py-3">
            <div className="min-w-0">
              <p>{shortDay(said.date, today)}</p>
              <p className="text-caption text-muted">
                <Explanation said={said} currency={account.currency} />
              </p>
            </div>
            <div className="flex shrink-0 items-baseline gap-3">
              <Money
                minor={isOwed ? -said.balance : said.balance}
                currency={account.currency}
                className="font-medium"
              />
              {balances.data.length > 1 && (
                <Button
                  variant="quiet"
                  aria-label={`Take back the balance of ${shortDay(said.date, today)}`}
                  busy={unsay.isPending}
                  onClick={() => unsay.mutate({ path: { ...path, balance_id: said.id } })}
                >
                  Take back
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Explanation({ said, currency }: { said: SaidBalance; currency: string }) {
  const source = said.from_file ? 'from a file' : 'as you said'
  if (said.difference === null) return <>{source}, the first one</>
  if (said.difference === 0) return <>{source}, as the transactions add up</>
  return (
    <>
      {source}, <Money minor={said.difference} currency={currency} sign="always" /> that no transaction
      explains
    </>
  )
}

function values(currency: string) {
  return z.object({
    date: z.string().min(1, 'Say which day.'),
    balance: z
      .string()
      .refine((text) => parseMoney(text, currency) !== null, 'Enter an amount, like 250.10.'),
  })
}
