import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { readSyncOptions, readSyncQueryKey } from '@/services/queries'
import { syncEvents } from '@/services/sync-events'
import type { Sync } from '@/services/types'

export function isFinished(sync: Sync): boolean {
  return sync.status !== 'queued' && sync.status !== 'running'
}

/** Follow a run by its events, by asking once a second where events don't come through. */
export function useSyncProgress(syncId: string): Sync | undefined {
  const queryClient = useQueryClient()
  const [isPolling, setIsPolling] = useState(false)
  const { data: sync } = useQuery({
    ...readSyncOptions({ path: { sync_id: syncId } }),
    refetchInterval: (query) =>
      isPolling && query.state.data && !isFinished(query.state.data) ? 1000 : false,
  })
  const finished = sync ? isFinished(sync) : false

  useEffect(() => {
    if (finished) return
    return syncEvents(syncId, {
      onProgress: (next) => queryClient.setQueryData(readSyncQueryKey({ path: { sync_id: syncId } }), next),
      onLost: () => {
        setIsPolling(true)
        queryClient.invalidateQueries({ queryKey: readSyncQueryKey({ path: { sync_id: syncId } }) })
      },
    })
  }, [syncId, finished, queryClient])

  // New rows change every figure, so everything but the run itself is read again, once.
  useEffect(() => {
    if (!finished) return
    const ownKey = JSON.stringify(readSyncQueryKey({ path: { sync_id: syncId } }))
    queryClient.invalidateQueries({ predicate: (query) => JSON.stringify(query.queryKey) !== ownKey })
  }, [finished, syncId, queryClient])

  return sync
}
