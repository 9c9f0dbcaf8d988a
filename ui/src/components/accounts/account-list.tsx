import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, buttonClass } from '@/components/ui/button'
import { CheckField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { shortDay } from '@/lib/dates'
import { accountKindInWords } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { changeAccountMutation } from '@/services/queries'
import type { Account } from '@/services/types'
import { AccountTools } from './account-tools'
import { OverdraftRate } from './overdraft-rate'
import { QualityLine } from './quality-line'

interface AccountRowsProps {
  accounts: Account[]
  today: string
  onEdit: (account: Account) => void
}

/** Cash accounts: own money first, the overdraft beside it, and whether it counts. */
export function CashAccounts({ accounts, today, onEdit }: AccountRowsProps) {
  return (
    <ul>
      {accounts.map((account) => (
        <CashAccount key={account.id} account={account} today={today} onEdit={onEdit} />
      ))}
    </ul>
  )
}

function CashAccount({
  account,
  today,
  onEdit,
}: {
  account: Account
  today: string
  onEdit: (a: Account) => void
}) {
  const queryClient = useQueryClient()
  const update = useMutation({ ...changeAccountMutation(), onSuccess: () => queryClient.invalidateQueries() })
  return (
    <li id={account.id} className="flex scroll-mt-6 flex-col gap-2 border-b border-rule py-3">
      <div className="flex items-baseline justify-between gap-4">
        <AccountName account={account} />
        <span className="text-right">
          <Money
            minor={account.own ?? account.balance}
            currency={account.currency}
            className="text-lead font-medium"
          />
          {account.overdraft > 0 && account.cushion !== null && (
            <span className="block text-caption text-muted">
              <Money minor={account.cushion} currency={account.currency} /> of{' '}
              <Money minor={account.overdraft} currency={account.currency} short /> overdraft not used
            </span>
          )}
        </span>
      </div>
      {account.transactions_from && !account.quality && (
        <p className="text-caption text-muted">History since {shortDay(account.transactions_from, today)}</p>
      )}
      <QualityLine account={account} today={today} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <CheckField
          label="Pays for daily life"
          checked={update.isPending ? (update.variables?.body?.in_cash_pool ?? false) : account.in_cash_pool}
          disabled={update.isPending}
          aria-label={`Pays for daily life, ${account.name}`}
          onChange={(event) =>
            update.mutate({ path: { account_id: account.id }, body: { in_cash_pool: event.target.checked } })
          }
        />
        <div className="flex flex-wrap gap-x-5">
          {account.connection_id === null && (
            <Button variant="quiet" aria-label={`Edit ${account.name}`} onClick={() => onEdit(account)}>
              Edit
            </Button>
          )}
          <OverdraftRate account={account} />
          <AccountTools account={account} today={today} />
        </div>
      </div>
      {!account.reconciles && (
        <Notice tone="attention">
          The bank’s own figures differ: it says{' '}
          <Money minor={account.own ?? account.balance} currency={account.currency} /> is yours to use
          {account.booked_and_pending !== null && (
            <>
              , but its transactions come to{' '}
              <Money minor={account.booked_and_pending} currency={account.currency} />
            </>
          )}
          . We count the first.
        </Notice>
      )}
      {update.isError && (
        <Notice tone="problem" alert>
          {problemSentence(update.error)}
        </Notice>
      )}
    </li>
  )
}

/** Cards: what is owed, the last statement, and when it leaves. Never mixed with cash. */
export function CardAccounts({ accounts, today, onEdit }: AccountRowsProps) {
  return (
    <ul>
      {accounts.map((account) => (
        <li
          key={account.id}
          id={account.id}
          className="flex scroll-mt-6 flex-col gap-1 border-b border-rule py-3"
        >
          <div className="flex items-baseline justify-between gap-4">
            <AccountName account={account} />
            <Money
              minor={account.owed ?? account.balance}
              currency={account.currency}
              sign="never"
              className="text-lead font-medium"
            />
          </div>
          {account.last_statement_balance !== null && (
            <p className="text-caption text-muted">{statement(account, today)}</p>
          )}
          <QualityLine account={account} today={today} />
          <div className="flex flex-wrap gap-x-5">
            <Link
              to="/cards"
              search={{ card: account.id }}
              aria-label={`How it’s repaid, ${account.name}`}
              className={buttonClass('quiet')}
            >
              How it’s repaid
            </Link>
            {account.connection_id === null && (
              <Button variant="quiet" aria-label={`Edit ${account.name}`} onClick={() => onEdit(account)}>
                Edit
              </Button>
            )}
            <AccountTools account={account} today={today} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function AccountName({ account }: { account: Account }) {
  const about = [
    account.institution ?? 'Kept by hand',
    accountKindInWords(account.kind),
    account.identifier && /^\d+$/.test(account.identifier)
      ? `ending ${account.identifier}`
      : account.identifier,
    account.is_closed ? 'closed' : null,
  ].filter(Boolean)
  return (
    <div className="min-w-0">
      <Link
        to="/transactions"
        search={{ account: account.id }}
        className="font-medium underline decoration-rule underline-offset-4 hover:decoration-current"
      >
        {account.name}
      </Link>
      <p className="text-caption text-muted">{about.join(' · ')}</p>
    </div>
  )
}

function statement(account: Account, today: string) {
  const { last_statement_balance, last_statement_on, payment_due_on, currency } = account
  if (last_statement_balance === null) return null
  return (
    <>
      Last statement <Money minor={last_statement_balance} currency={currency} sign="never" />
      {last_statement_on && `, ${shortDay(last_statement_on, today)}`}
      {payment_due_on && `, due ${shortDay(payment_due_on, today)}`}
    </>
  )
}
