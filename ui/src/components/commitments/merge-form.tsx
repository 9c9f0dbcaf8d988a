import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CheckField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { countOf } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { listCommitmentsOptions, mergeCommitmentsMutation } from '@/services/queries'
import type { Commitment } from '@/services/types'
import { rhythmInWords } from './commitment-words'

interface MergeFormProps {
  commitment: Commitment
  onDone: (merged: Commitment) => void
}

/** Which other commitment is the same thing: its payments move here, and it goes. */
export function MergeForm({ commitment, onDone }: MergeFormProps) {
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState<string | null>(null)
  const { data: commitments, error } = useQuery(listCommitmentsOptions())
  const merge = useMutation({
    ...mergeCommitmentsMutation(),
    onSuccess: async (merged) => {
      onDone(merged)
      await queryClient.invalidateQueries()
    },
  })
  const others = commitments?.filter(
    ({ id, direction }) => id !== commitment.id && direction === commitment.direction,
  )
  const other = others?.find(({ id }) => id === chosen)
  const problem = error ?? merge.error
  return (
    <div className="flex flex-col gap-5">
      <p className="text-muted">
        When one thing was found twice, say so once. The payments of the other become this one’s, and this
        one’s name and amount stay. The other goes; its payments can be split off again.
      </p>
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      {others?.length === 0 && <p>There is no other to merge it with.</p>}
      <fieldset className="flex flex-col gap-1">
        <legend className="sr-only">{commitment.name} is the same as</legend>
        {others?.map((each) => (
          <CheckField
            key={each.id}
            type="radio"
            name="other"
            label={
              <>
                {each.name}, <Money minor={each.amount} currency={each.currency} />
              </>
            }
            hint={`${rhythmInWords(each)}, ${countOf(each.history.length, 'payment')}`}
            checked={chosen === each.id}
            onChange={() => setChosen(each.id)}
          />
        ))}
      </fieldset>
      <Button
        className="self-start"
        disabled={!other}
        busy={merge.isPending}
        onClick={() =>
          other && merge.mutate({ path: { commitment_id: commitment.id }, body: { commitment_id: other.id } })
        }
      >
        {other ? `Make ${other.name} part of this` : 'Choose one'}
      </Button>
    </div>
  )
}
