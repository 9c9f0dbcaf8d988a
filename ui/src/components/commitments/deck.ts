/** How one goes through guesses, one at a time. */

export type Step = 'confirm' | 'reject' | 'change' | 'next' | 'previous' | 'undo'

const KEYS: Record<string, Step> = {
  y: 'confirm',
  n: 'reject',
  e: 'change',
  u: 'undo',
  ArrowRight: 'next',
  ArrowLeft: 'previous',
}

interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/** Return what a key means on a guess; with a modifier it is the browser's. */
export function stepOf({ key, ctrlKey, metaKey, altKey }: Press): Step | null {
  if (ctrlKey || metaKey || altKey) return null
  return KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null
}

/** Return the one to look at: the one asked for while it is open, else the first. */
export function current(open: readonly string[], asked: string | undefined): string | null {
  return open.find((id) => id === asked) ?? open[0] ?? null
}

/** Return the open one after (or before) another, round the end; null when none is left. */
export function neighbour(open: readonly string[], of: string, way: 1 | -1): string | null {
  const others = open.filter((id) => id !== of)
  if (others.length === 0) return null
  const place = open.indexOf(of)
  if (place < 0) return others[0] ?? null
  return open[(place + way + open.length) % open.length] ?? null
}
