import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DeleteButton } from '@/components/ui/delete-button'
import { Notice } from '@/components/ui/notice'
import { problemSentence } from '@/services/problems'
import { changeCommitmentMutation, deleteCommitmentMutation } from '@/services/queries'
import type { Commitment } from '@/services/types'
import { keepSaved } from './keep-saved'

type Status = Commitment['status']

interface CommitmentActionsProps {
  commitment: Commitment
  onEdit: () => void
  onMerge: () => void
  onDeleted: () => void
}

const DONE: Record<Status, string> = {
  confirmed: 'It counts again.',
  suggested: 'It waits for your word again.',
  paused: 'Paused. It counts in no figure until you resume it.',
  ended: 'Ended. It counts in no figure any more.',
  rejected: 'Turned down. It won’t be asked about again.',
}

const STEPS: Record<Status, { to: Status; label: string }[]> = {
  suggested: [
    { to: 'confirmed', label: 'Yes, count it' },
    { to: 'rejected', label: 'No' },
  ],
  confirmed: [
    { to: 'paused', label: 'Pause' },
    { to: 'ended', label: 'It has ended' },
  ],
  paused: [
    { to: 'confirmed', label: 'Resume' },
    { to: 'ended', label: 'It has ended' },
  ],
  ended: [{ to: 'confirmed', label: 'It goes on' }],
  rejected: [{ to: 'suggested', label: 'Take back' }],
}

/** What can be decided about a commitment; each decision stands with a way back. */
export function CommitmentActions({ commitment, onEdit, onMerge, onDeleted }: CommitmentActionsProps) {
  const queryClient = useQueryClient()
  const [before, setBefore] = useState<Status | null>(null)
  const path = { commitment_id: commitment.id }
  const say = useMutation({
    ...changeCommitmentMutation(),
    onSuccess: (saved) => keepSaved(queryClient, saved),
  })
  const remove = useMutation({
    ...deleteCommitmentMutation(),
    onSuccess: async () => {
      onDeleted()
      await queryClient.invalidateQueries({ refetchType: 'active' })
    },
  })
  const decide = (to: Status, from: Status | null) =>
    say.mutate({ path, body: { status: to } }, { onSuccess: () => setBefore(from) })
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {STEPS[commitment.status].map(({ to, label }, place) => (
          <Button
            key={to}
            variant={place === 0 && commitment.status !== 'confirmed' ? 'primary' : 'secondary'}
            busy={say.isPending}
            onClick={() => decide(to, commitment.status)}
          >
            {label}
          </Button>
        ))}
        <Button variant="secondary" onClick={onEdit}>
          Edit
        </Button>
        <Button variant="quiet" className="mx-1" onClick={onMerge}>
          Same as another
        </Button>
        <DeleteButton
          label="Delete"
          title={`Delete ${commitment.name}?`}
          busy={remove.isPending}
          problem={remove.isError ? problemSentence(remove.error) : null}
          onDelete={() => remove.mutate({ path })}
        >
          It stops counting in every figure and isn’t found again. Its payments stay.
        </DeleteButton>
      </div>
      {before && before !== commitment.status && (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 rounded-md bg-sunken px-4">
          <p role="status">{DONE[commitment.status]}</p>
          <Button variant="quiet" busy={say.isPending} onClick={() => decide(before, null)}>
            Undo
          </Button>
        </div>
      )}
      {say.isError && (
        <Notice tone="problem" alert>
          {problemSentence(say.error)}
        </Notice>
      )}
    </div>
  )
}
