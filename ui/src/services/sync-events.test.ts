import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { syncEvents } from './sync-events'
import type { Sync } from './types'

class FakeSource extends EventTarget {
  static readonly CLOSED = 2
  static opened: FakeSource[] = []
  readyState = 1
  onerror: (() => void) | null = null
  constructor(readonly url: string) {
    super()
    FakeSource.opened.push(this)
  }
  close() {
    this.readyState = FakeSource.CLOSED
  }
  say(status: Sync['status']) {
    this.dispatchEvent(new MessageEvent('progress', { data: JSON.stringify({ id: 's', status }) }))
  }
  fail(readyState: number) {
    this.readyState = readyState
    this.onerror?.()
  }
}

function latest(): FakeSource {
  const source = FakeSource.opened.at(-1)
  if (!source) throw new Error('nothing was opened')
  return source
}

beforeEach(() => {
  FakeSource.opened = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', FakeSource)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('syncEvents', () => {
  test('tells each state, and closes after the last', () => {
    const onProgress = vi.fn()
    syncEvents('s', { onProgress, onLost: vi.fn() })

    latest().say('running')
    latest().say('succeeded')

    expect(onProgress.mock.calls.map(([sync]) => sync.status)).toEqual(['running', 'succeeded'])
    expect(latest().readyState).toBe(FakeSource.CLOSED)
  })

  test('leaves a broken connection to the browser, which comes back by itself', () => {
    const onLost = vi.fn()
    syncEvents('s', { onProgress: vi.fn(), onLost })

    latest().fail(0)
    vi.advanceTimersByTime(60_000)

    expect(onLost).toHaveBeenCalledOnce()
    expect(FakeSource.opened).toHaveLength(1)
  })

  test('opens a new stream where the server answered something else, again and again', () => {
    const onProgress = vi.fn()
    syncEvents('s', { onProgress, onLost: vi.fn() })

    latest().fail(FakeSource.CLOSED)
    vi.advanceTimersByTime(2000)
    latest().fail(FakeSource.CLOSED)
    vi.advanceTimersByTime(2000)
    latest().say('running')

    expect(FakeSource.opened).toHaveLength(3)
    expect(onProgress).toHaveBeenCalledOnce()
  })

  test('stays silent once nobody listens', () => {
    const stop = syncEvents('s', { onProgress: vi.fn(), onLost: vi.fn() })

    latest().fail(FakeSource.CLOSED)
    stop()
    vi.advanceTimersByTime(60_000)

    expect(FakeSource.opened).toHaveLength(1)
  })
})
