import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { CheckField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { hasEnded, useRenewal } from '@/hooks/use-renewal'
import { cn } from '@/lib/cn'
import { problemSentence } from '@/services/problems'
import { disconnectBankMutation, syncTransactionsMutation } from '@/services/queries'
import type { Account, Connection } from '@/services/types'
import { BankMark } from './bank-mark'
import {
  consentInWords,
  lacksInWords,
  readingInWords,
  sharedInWords,
  troubleInWords,
} from './connection-words'

interface ConnectionRowProps {
  connection: Connection
  /** The accounts this connection shares, also those that are read through another. */
  accounts: Account[]
  /** Names of banks, for the accounts that two of them share. */
  bankNames: ReadonlyMap<string, string>
  today: string
  onSyncStarted: (syncId: string) => void
}

export function ConnectionRow({ connection, accounts, bankNames, today, onSyncStarted }: ConnectionRowProps) {
  const [isLeaving, setIsLeaving] = useState(false)
  const [isConfirming, setIsConfirming] = useState(false)
  const renewal = useRenewal()
  const sync = useMutation({ ...syncTransactionsMutation(), onSuccess: ({ id }) => onSyncStarted(id) })
  const isOver = hasEnded(connection)
  const trouble = troubleInWords(connection, accounts)
  const isPressing = isOver || connection.status === 'expiring'
  const facts = [...lacksInWords(accounts), ...sharedInWords(connection, accounts, bankNames)]
  const problem = renewal.error ?? sync.error

  return (
    <li id={connection.id} className="flex scroll-mt-6 flex-col gap-3 border-b border-rule py-4">
      <div className="flex items-start gap-4">
        <BankMark name={connection.display_name} logoUrl={connection.logo_url} />
        <div className="min-w-0 flex-1">
          <h3 className="font-semibold">{connection.display_name}</h3>
          <p className={cn('text-caption', isPressing ? 'font-medium text-attention' : 'text-muted')}>
            {consentInWords(connection, today)}
          </p>
          <p className="text-caption text-muted">{readingInWords(connection)}</p>
          {facts.map((fact) => (
            <p key={fact} className="text-caption text-muted">
              {fact}
            </p>
          ))}
        </div>
      </div>
      {trouble && (
        <Notice tone="attention">
          <p className="font-medium">{trouble.what}</p>
          <p>{trouble.todo}</p>
          {trouble.said && <p className="text-caption text-muted">The bank said: {trouble.said}</p>}
        </Notice>
      )}
      {renewal.isExtended && (
        <p role="status" className="text-caption font-medium text-positive">
          {connection.display_name} goes on sharing. Nothing else changed.
        </p>
      )}
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {isPressing && (
          <RenewButton
            connection={connection}
            isPressing
            isBusy={renewal.isBusy}
            onPress={() => (isOver ? renewal.signInAgain(connection.id) : setIsConfirming(true))}
          />
        )}
        {!isOver && (
          <Button
            variant="quiet"
            busy={sync.isPending}
            aria-label={`Update now, ${connection.display_name}`}
            onClick={() => sync.mutate({ body: { connection_id: connection.id } })}
          >
            Update now
          </Button>
        )}
        {!isPressing && (
          <RenewButton
            connection={connection}
            isPressing={false}
            isBusy={renewal.isBusy}
            onPress={() => setIsConfirming(true)}
          />
        )}
        <Button
          variant="quiet"
          aria-label={`Disconnect ${connection.display_name}`}
          onClick={() => setIsLeaving(true)}
        >
          Disconnect
        </Button>
      </div>
      <Confirm
        open={isConfirming}
        onOpenChange={setIsConfirming}
        title={`Go on reading ${connection.display_name}?`}
        confirm="Go on reading"
        tone="primary"
        busy={renewal.isBusy}
        problem={null}
        onConfirm={() => {
          setIsConfirming(false)
          renewal.confirmAgain(connection.id)
        }}
      >
        <p>
          You agree that its accounts, balances and payments may be read for another 90 days. Nothing can be
          paid or moved from here, and you can disconnect at any time.
        </p>
        <p className="text-muted">
          Some banks want you to sign in there once more. If so, we take you to it.
        </p>
      </Confirm>
      <Disconnect connection={connection} open={isLeaving} onOpenChange={setIsLeaving} />
    </li>
  )
}

function RenewButton({
  connection,
  isPressing,
  isBusy,
  onPress,
}: {
  connection: Connection
  isPressing: boolean
  isBusy: boolean
  onPress: () => void
}) {
  return (
    <Button
      variant={isPressing ? 'primary' : 'quiet'}
      busy={isBusy}
      aria-label={`Renew ${connection.display_name}`}
      onClick={onPress}
    >
      {isPressing && connection.status !== 'expiring' ? 'Sign in at the bank again' : 'Renew'}
    </Button>
  )
}

function Disconnect({
  connection,
  open,
  onOpenChange,
}: {
  connection: Connection
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const queryClient = useQueryClient()
  const [history, setHistory] = useState<'keep' | 'delete'>('keep')
  const disconnect = useMutation({
    ...disconnectBankMutation(),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onOpenChange(false)
    },
  })
  return (
    <Confirm
      open={open}
      onOpenChange={onOpenChange}
      title={`Disconnect ${connection.display_name}?`}
      confirm="Disconnect"
      busy={disconnect.isPending}
      problem={disconnect.isError ? problemSentence(disconnect.error) : null}
      onConfirm={() => disconnect.mutate({ path: { connection_id: connection.id }, query: { history } })}
    >
      <p>The bank is told to stop sharing. What should happen to what it has already sent?</p>
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">What happens to the history</legend>
        <CheckField
          type="radio"
          name={`history-${connection.id}`}
          label="Keep it"
          hint="Its past transactions stay; its balance no longer counts in the figure."
          checked={history === 'keep'}
          onChange={() => setHistory('keep')}
        />
        <CheckField
          type="radio"
          name={`history-${connection.id}`}
          label="Delete it"
          hint="Its accounts and every row go for good."
          checked={history === 'delete'}
          onChange={() => setHistory('delete')}
        />
      </fieldset>
    </Confirm>
  )
}
