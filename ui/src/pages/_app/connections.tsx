import { useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { AccountForm } from '@/components/accounts/account-form'
import { CardAccounts, CashAccounts } from '@/components/accounts/account-list'
import { ConnectionRow } from '@/components/connections/connection-row'
import { SyncProgress } from '@/components/connections/sync-progress'
import { Button, buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { Empty, PageTitle, Section } from '@/components/ui/section'
import { Sheet } from '@/components/ui/sheet'
import { isCard } from '@/lib/words'
import { codeSentence } from '@/services/problems'
import {
  listAccountsOptions,
  listConnectionsOptions,
  listSyncsOptions,
  readMeOptions,
  readMetaOptions,
} from '@/services/queries'
import { isFinished } from '@/services/sync-events'
import type { Account } from '@/services/types'

const LATEST = { query: { limit: 10 } }
// One that the timetable began is shown too, soon after.
const LOOK_FOR_SYNCS_MS = 20_000

export const Route = createFileRoute('/_app/connections')({
  head: () => ({ meta: [{ title: 'Accounts · Finance Tracker' }] }),
  validateSearch: z.object({
    connected: z.string().optional().catch(undefined),
    sync: z.string().optional().catch(undefined),
    connect_error: z.string().optional().catch(undefined),
    add: z.literal('account').optional().catch(undefined),
  }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(listConnectionsOptions()),
      queryClient.ensureQueryData(listAccountsOptions()),
      queryClient.ensureQueryData(listSyncsOptions(LATEST)),
    ]),
  component: ConnectionsPage,
})

type Open = { kind: 'account'; account: Account | null }

function ConnectionsPage() {
  const { sync, connect_error, add } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [{ data: connections }, { data: accounts }, { data: syncs }, { data: me }, { data: meta }] =
    useSuspenseQueries({
      queries: [
        listConnectionsOptions(),
        listAccountsOptions(),
        { ...listSyncsOptions(LATEST), refetchInterval: LOOK_FOR_SYNCS_MS },
        readMeOptions(),
        readMetaOptions(),
      ],
    })
  const [edited, setEdited] = useState<Open | null>(null)
  const open: Open | null = edited ?? (add ? { kind: 'account', account: null } : null)
  const close = () => {
    setEdited(null)
    navigate({ search: { sync }, replace: true })
  }
  const running = syncs.filter((each) => !isFinished(each)).map(({ id }) => id)
  const [closed, setClosed] = useState<string[]>([])
  const [seen, setSeen] = useState<string[]>([])
  const followed = [...new Set([...(sync ? [sync] : []), ...seen, ...running])].filter(
    (id) => !closed.includes(id),
  )
  // A run stays in view with its outcome once it is over, until it is closed.
  if (running.some((id) => !seen.includes(id))) setSeen([...new Set([...seen, ...running])])
  const closeSync = (id: string) => {
    setClosed([...closed, id])
    if (id === sync) navigate({ search: {}, replace: true })
  }
  const bankNames = new Map(connections.map(({ id, display_name }) => [id, display_name]))
  const cash = accounts.filter((account) => !isCard(account.kind)).toSorted(byBankAndName)
  const cards = accounts.filter((account) => isCard(account.kind)).toSorted(byBankAndName)
  const edit = (account: Account) => setEdited({ kind: 'account', account })

  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        aside={
          <div className="flex flex-wrap gap-3">
            <Link to="/import" className={buttonClass('secondary')}>
              Import a file
            </Link>
            <Link to="/connect" className={buttonClass(connections.length === 0 ? 'primary' : 'secondary')}>
              Connect a bank
            </Link>
          </div>
        }
      >
        Accounts
      </PageTitle>
      {connect_error && (
        <Notice tone="attention" alert>
          {codeSentence(connect_error)}{' '}
          <Link to="/connect" className="font-medium whitespace-nowrap underline underline-offset-4">
            Try again
          </Link>
        </Notice>
      )}
      {followed.map((id) => (
        <SyncProgress key={id} syncId={id} onClose={() => closeSync(id)} />
      ))}

      <div className="grid gap-10 md:grid-cols-[minmax(0,8fr)_minmax(0,5fr)] md:gap-14">
        <div className="flex flex-col gap-10">
          <Section
            title="Your money"
            aside={
              <Button
                variant="quiet"
                className="-my-2"
                onClick={() => setEdited({ kind: 'account', account: null })}
              >
                <Icon name="plus" className="size-4" />
                Keep one by hand
              </Button>
            }
          >
            {cash.length === 0 ? (
              <Empty title="No accounts yet">
                Connect a bank to read them, or keep one by hand: say its balance and change it when it
                changes.
              </Empty>
            ) : (
              <CashAccounts accounts={cash} today={meta.today} onEdit={edit} />
            )}
          </Section>
          {cards.length > 0 && (
            <Section title="Owed on cards">
              <CardAccounts accounts={cards} today={meta.today} onEdit={edit} />
            </Section>
          )}
        </div>
        <Section title="Banks">
          {connections.length === 0 ? (
            <Empty title="No bank connected">
              You sign in at the bank and choose what to share. We can only read, and you can stop it at any
              time.
            </Empty>
          ) : (
            <ul>
              {connections.map((connection) => (
                <ConnectionRow
                  key={connection.id}
                  connection={connection}
                  accounts={accounts.filter(
                    ({ connection_id, shared_by }) =>
                      connection_id === connection.id || shared_by.includes(connection.id),
                  )}
                  bankNames={bankNames}
                  today={meta.today}
                  onSyncStarted={(id) => navigate({ search: { sync: id }, replace: true })}
                />
              ))}
            </ul>
          )}
        </Section>
      </div>

      <Sheet
        open={open !== null}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={open ? title(open) : ''}
      >
        {open && (
          <AccountForm
            account={open.account}
            currency={open.account?.currency ?? me.household.currency}
            onDone={close}
          />
        )}
      </Sheet>
    </div>
  )
}

/** The same order each time, with what is kept by hand last. */
function byBankAndName(one: Account, other: Account): number {
  const place = ({ institution, name }: Account) => `${institution ?? '~'} ${name}`
  return place(one).localeCompare(place(other))
}

function title(open: Open): string {
  return open.account?.name ?? 'Keep an account by hand'
}
