import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { problemSentence } from '@/services/problems'
import { changeCommitmentMutation } from '@/services/queries'
import type { Account, Commitment } from '@/services/types'
import { CommitmentList } from './commitment-list'
import { yearlyTotal } from './commitment-words'
import { keepSaved } from './keep-saved'

interface FoldedProps {
  title: string
  /** What a press takes it back to, and the word for it. */
  back: 'confirmed' | 'suggested'
  label: string
  commitments: Commitment[]
  accounts: Account[]
  currency: string
  today: string
  children: ReactNode
}

/** What counts in no figure, out of the way but never out of reach. */
export function Folded({
  title,
  back,
  label,
  commitments,
  accounts,
  currency,
  today,
  children,
}: FoldedProps) {
  const queryClient = useQueryClient()
  const take = useMutation({
    ...changeCommitmentMutation(),
    onSuccess: (saved) => keepSaved(queryClient, saved),
  })
  if (commitments.length === 0) return null
  return (
    <details className="border-b border-rule">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 py-2 font-medium">
        {title}
        <span className="figures font-normal text-muted">{commitments.length}</span>
      </summary>
      <div className="pb-4">
        <p className="max-w-prose pb-2 text-muted">
          {children}{' '}
          {back === 'confirmed' && (
            <>
              They would come to <Money minor={yearlyTotal(commitments)} currency={currency} sign="never" /> a
              year.
            </>
          )}
        </p>
        {take.isError && (
          <Notice tone="problem" alert>
            {problemSentence(take.error)}
          </Notice>
        )}
        <CommitmentList
          commitments={commitments}
          accounts={accounts}
          today={today}
          action={(commitment) => (
            <Button
              variant="quiet"
              aria-label={`${label}: ${commitment.name}`}
              busy={take.isPending && take.variables.path.commitment_id === commitment.id}
              onClick={() => take.mutate({ path: { commitment_id: commitment.id }, body: { status: back } })}
            >
              {label}
            </Button>
          )}
        />
      </div>
    </details>
  )
}
