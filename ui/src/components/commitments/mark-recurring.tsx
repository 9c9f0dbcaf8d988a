import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { problemSentence } from '@/services/problems'
import { markRecurringMutation } from '@/services/queries'
import type { Transaction } from '@/services/types'

/** From one payment to the commitment it belongs to; the rest of its series is found from it. */
export function MarkRecurring({ transaction }: { transaction: Pick<Transaction, 'id' | 'commitment_id'> }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const mark = useMutation({
    ...markRecurringMutation(),
    onSuccess: async (commitment) => {
      await navigate({ to: '/commitments/$commitmentId', params: { commitmentId: commitment.id } })
      await queryClient.invalidateQueries()
    },
  })
  if (transaction.commitment_id) {
    return (
      <p>
        <Link
          to="/commitments/$commitmentId"
          params={{ commitmentId: transaction.commitment_id }}
          className="font-medium text-accent underline underline-offset-4"
        >
          Part of a commitment
        </Link>
      </p>
    )
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        variant="secondary"
        busy={mark.isPending}
        onClick={() => mark.mutate({ path: { transaction_id: transaction.id } })}
      >
        {mark.isPending ? 'Looking for the others…' : 'This comes again and again'}
      </Button>
      <p className="text-caption text-muted">
        Makes a commitment of it. Its other payments are looked for, and it counts from the next one on.
      </p>
      {mark.isError && (
        <Notice tone="problem" alert>
          {problemSentence(mark.error)}
        </Notice>
      )}
    </div>
  )
}
