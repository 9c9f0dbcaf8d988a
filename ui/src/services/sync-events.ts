import type { Sync } from './types'

interface Listeners {
  onProgress: (sync: Sync) => void
  /** Nothing comes through for now: the server restarts, or the way to it is down. */
  onLost: () => void
}

const COME_BACK_MS = 2000

export function isFinished(sync: Sync): boolean {
  return sync.status !== 'queued' && sync.status !== 'running'
}

/**
 * Listen to a run's progress until it is over; returns how to stop listening.
 *
 * A lost stream is taken up again for as long as anybody listens: by the browser itself where the
 * connection only broke, by us where the server answered something else meanwhile.
 */
export function syncEvents(syncId: string, { onProgress, onLost }: Listeners): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const stop = () => {
    clearTimeout(timer)
    source?.close()
  }
  const listen = () => {
    const opened = new EventSource(`/api/v1/banking/syncs/${encodeURIComponent(syncId)}/events`)
    source = opened
    opened.addEventListener('progress', (event) => {
      const sync: Sync = JSON.parse((event as MessageEvent<string>).data)
      if (isFinished(sync)) stop()
      onProgress(sync)
    })
    opened.onerror = () => {
      onLost()
      if (opened.readyState !== EventSource.CLOSED) return
      timer = setTimeout(listen, COME_BACK_MS)
    }
  }
  listen()
  return stop
}
