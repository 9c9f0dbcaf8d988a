import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  acknowledgeStepMutation,
  changeCommitmentMutation,
  keepCommitmentMutation,
  skipOccurrenceMutation,
  unacknowledgeStepMutation,
  unkeepCommitmentMutation,
  unskipOccurrenceMutation,
} from '@/services/queries'
import type { Need } from '@/services/types'
import type { Answer } from './need-answers'

/** Say an answer about a commitment, or take it back. */
export function useNeedAnswer() {
  const queryClient = useQueryClient()
  const change = useMutation(changeCommitmentMutation())
  const skip = useMutation(skipOccurrenceMutation())
  const unskip = useMutation(unskipOccurrenceMutation())
  const keep = useMutation(keepCommitmentMutation())
  const unkeep = useMutation(unkeepCommitmentMutation())
  const acknowledge = useMutation(acknowledgeStepMutation())
  const unacknowledge = useMutation(unacknowledgeStepMutation())

  const send = ({ need, answer, back }: { need: Need; answer: Answer; back: boolean }): Promise<unknown> => {
    const path = { commitment_id: need.subject_id }
    const dated = { ...path, date: need.since ?? '' }
    switch (answer) {
      case 'skip':
        return (back ? unskip : skip).mutateAsync({ path: dated })
      case 'acknowledge':
        return (back ? unacknowledge : acknowledge).mutateAsync({ path: dated })
      case 'keep':
        return (back ? unkeep : keep).mutateAsync({ path })
      case 'end':
        return change.mutateAsync({ path, body: { status: back ? 'confirmed' : 'ended' } })
      default:
        return answer satisfies never
    }
  }
  return useMutation({ mutationFn: send, onSuccess: () => queryClient.invalidateQueries() })
}
