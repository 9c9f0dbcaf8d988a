import type { Sync } from './types'

interface Listeners {
  onProgress: (sync: Sync) => void
  onLost: () => void
}

/** Listen to a run's progress until it is over; returns how to stop listening. */
export function syncEvents(syncId: string, { onProgress, onLost }: Listeners): () => void {
  const source = new EventSource(`/api/v1/banking/syncs/${encodeURIComponent(syncId)}/events`)
  source.addEventListener('progress', (event) => onProgress(JSON.parse((event as MessageEvent<string>).data)))
  // The server closes the stream after the last status too: either way the run is asked for once more.
  source.onerror = () => {
    source.close()
    onLost()
  }
  return () => source.close()
}
