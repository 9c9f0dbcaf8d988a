import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { readSyncOptions, readSyncQueryKey } from '@/services/queries'
import { isFinished, syncEvents } from '@/services/sync-events'
import type { Sync } from '@/services/types'

const ASK_AGAIN_MS = 2000
// Even while events come, it is asked for now and then: a last event that got lost holds up nothing.
const ASK_ANYWAY_MS = 10_000

/**
 * Follow a run by its events; while they don't come through it is asked for instead, so that it
 * goes on after a reload, a restart of the server, and behind a proxy that holds events back.
 */
export function useSyncProgress(syncId: string): { sync: Sync | undefined; isLost: boolean } {
  const queryClient = useQueryClient()
  const [isLost, setIsLost] = useState(false)
  const { data: sync, isError } = useQuery({
    ...readSyncOptions({ path: { sync_id: syncId } }),
    refetchInterval: ({ state }) => {
      if (state.data && isFinished(state.data)) return false
      return isLost ? ASK_AGAIN_MS : ASK_ANYWAY_MS
    },
  })
  const finished = sync ? isFinished(sync) : false

  useEffect(() => {
    if (finished) return
    return syncEvents(syncId, {
      onProgress: (next) => {
        setIsLost(false)
        const queryKey = readSyncQueryKey({ path: { sync_id: syncId } })
        // An answer still on its way is older than this event, and must not overwrite it.
        queryClient.cancelQueries({ queryKey })
        queryClient.setQueryData(queryKey, next)
      },
      onLost: () => setIsLost(true),
    })
  }, [syncId, finished, queryClient])

  // New rows change every figure: once the run that was watched is over, all but it is read again.
  const wasRunning = useRef(false)
  useEffect(() => {
    if (sync && !finished) wasRunning.current = true
    if (!finished || !wasRunning.current) return
    wasRunning.current = false
    const ownKey = JSON.stringify(readSyncQueryKey({ path: { sync_id: syncId } }))
    queryClient.invalidateQueries({ predicate: (query) => JSON.stringify(query.queryKey) !== ownKey })
  }, [sync, finished, syncId, queryClient])

  return { sync, isLost: isLost && isError }
}
