import type { QueryClient } from '@tanstack/react-query'
import { listCommitmentsQueryKey, readCommitmentQueryKey } from '@/services/queries'
import type { Commitment } from '@/services/types'

/** Show a saved commitment at once; every figure it moves is read anew behind it. */
export function keepSaved(queryClient: QueryClient, saved: Commitment): void {
  queryClient.setQueryData<Commitment[]>(listCommitmentsQueryKey(), (before) =>
    before?.map((each) => (each.id === saved.id ? saved : each)),
  )
  queryClient.setQueryData(readCommitmentQueryKey({ path: { commitment_id: saved.id } }), saved)
  queryClient.invalidateQueries()
}
