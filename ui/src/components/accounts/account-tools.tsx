import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Sheet } from '@/components/ui/sheet'
import type { Account } from '@/services/types'
import { BalanceHistory } from './balance-history'
import { EntryForm } from './entry-form'

/** What can be brought to an account: a file, and by hand its balances and transactions. */
export function AccountTools({ account, today }: { account: Account; today: string }) {
  const [open, setOpen] = useState<'balances' | 'entry' | null>(null)
  const isByHand = account.connection_id === null && !account.is_closed
  return (
    <>
      {isByHand && account.needs_review && (
        <Notice className="mb-2 w-full">
          Nobody has said what this account holds, so it counts in no figure. Say it under Balances.
        </Notice>
      )}
      {isByHand && (
        <>
          <Button
            variant="quiet"
            aria-label={`Add a transaction to ${account.name}`}
            onClick={() => setOpen('entry')}
          >
            Add a transaction
          </Button>
          <Button
            variant="quiet"
            aria-label={`Balances of ${account.name}`}
            onClick={() => setOpen('balances')}
          >
            Balances
          </Button>
        </>
      )}
      <Link
        to="/import"
        search={{ account: account.id }}
        aria-label={`Import a file into ${account.name}`}
        className={buttonClass('quiet')}
      >
        Import a file
      </Link>
      <Sheet
        open={open !== null}
        onOpenChange={(isOpen) => !isOpen && setOpen(null)}
        title={open === 'entry' ? `Add to ${account.name}` : `Balances of ${account.name}`}
      >
        {open === 'entry' && <EntryForm account={account} today={today} onDone={() => setOpen(null)} />}
        {open === 'balances' && <BalanceHistory account={account} today={today} />}
      </Sheet>
    </>
  )
}
