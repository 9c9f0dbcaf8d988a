import { type RefObject, useLayoutEffect, useState } from 'react'

/** The width an element has been given, 0 until it is known. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    setWidth(box.clientWidth)
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    watch.observe(box)
    return () => watch.disconnect()
  }, [element])
  return width
}
