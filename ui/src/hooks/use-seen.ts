import { useEffect, useRef } from 'react'

const AHEAD = '600px'

/** Do something as soon as an element comes near the screen, while it is wanted. */
export function useSeen(isWanted: boolean, onSeen: () => void) {
  const ref = useRef<HTMLButtonElement>(null)
  const latest = useRef(onSeen)
  latest.current = onSeen
  useEffect(() => {
    const element = ref.current
    if (!isWanted || !element) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current()
      },
      { rootMargin: AHEAD },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [isWanted])
  return ref
}
