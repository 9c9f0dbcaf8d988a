import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { CheckField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { countDays, momentInWords } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { disconnectBankMutation, renewConnectionMutation, syncTransactionsMutation } from '@/services/queries'
import type { Connection } from '@/services/types'
import { BankMark } from './bank-mark'

interface ConnectionRowProps {
  connection: Connection
  onSyncStarted: (syncId: string) => void
}

export function ConnectionRow({ connection, onSyncStarted }: ConnectionRowProps) {
  const [isLeaving, setIsLeaving] = useState(false)
  const renew = useMutation({
    ...renewConnectionMutation(),
    onSuccess: ({ auth_url }) => window.location.assign(auth_url),
  })
  const sync = useMutation({ ...syncTransactionsMutation(), onSuccess: ({ id }) => onSyncStarted(id) })
  const isOver = connection.status === 'expired' || connection.status === 'revoked'
  const problem = renew.error ?? sync.error

  return (
    <li className="flex flex-col gap-3 border-b border-rule py-4">
      <div className="flex items-center gap-4">
        <BankMark name={connection.display_name} logoUrl={connection.logo_url} />
        <div className="min-w-0 flex-1">
          <h3 className="font-semibold">{connection.display_name}</h3>
          <p className="text-caption text-muted">{standing(connection)}</p>
        </div>
      </div>
      {connection.last_error && <Notice tone="attention">{connection.last_error}</Notice>}
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      <div className="flex flex-wrap gap-x-4 gap-y-1">
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
        <Button
          variant={isOver || connection.status === 'expiring' ? 'primary' : 'quiet'}
          busy={renew.isPending}
          aria-label={`Renew ${connection.display_name}`}
          onClick={() => renew.mutate({ path: { connection_id: connection.id } })}
        >
          Renew
        </Button>
        <Button
          variant="quiet"
          aria-label={`Disconnect ${connection.display_name}`}
          onClick={() => setIsLeaving(true)}
        >
          Disconnect
        </Button>
      </div>
      <Disconnect connection={connection} open={isLeaving} onOpenChange={setIsLeaving} />
    </li>
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
          hint="Its past rows stay; its balance no longer counts in the figure."
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

function standing({ status, consent_days_left, last_synced_at }: Connection): string {
  const read = last_synced_at ? `read ${momentInWords(last_synced_at)}` : 'not read yet'
  const left = consent_days_left === null ? '' : ` · ${countDays(consent_days_left)} left`
  switch (status) {
    case 'active':
      return `Connected · ${read}${left}`
    case 'expiring':
      return `Needs renewing soon · ${read}${left}`
    case 'expired':
      return `Stopped sharing: the permission ran out · ${read}`
    case 'revoked':
      return `Stopped sharing: the permission was withdrawn · ${read}`
    case 'error':
      return `Couldn’t be read last time · ${read}`
    default:
      return status satisfies never
  }
}
