/** Geometry of a line over days: where a day and an amount stand, and which ticks say so. */

export interface Frame {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

export interface Scale {
  x: (place: number) => number
  y: (minor: number) => number
  placeAt: (x: number) => number
}

/** Return the scale of `count` days and amounts from `low` to `high` inside the frame. */
export function scaleOf(frame: Frame, count: number, low: number, high: number): Scale {
  const width = frame.width - frame.left - frame.right
  const height = frame.height - frame.top - frame.bottom
  const steps = Math.max(count - 1, 1)
  const span = high - low || 1
  return {
    x: (place) => frame.left + (width * place) / steps,
    y: (minor) => frame.top + height * (1 - (minor - low) / span),
    placeAt: (x) => clamp(Math.round(((x - frame.left) / width) * steps), 0, count - 1),
  }
}

/** Return round amounts between the two, few enough to read: 1, 2 or 5 times a power of ten. */
export function amountTicks(low: number, high: number, most = 4): number[] {
  const span = high - low
  if (span <= 0) return [low]
  const rough = span / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough
  const ticks: number[] = []
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick || 0)
  return ticks
}

/** Return the days to name below the line: each day, Monday or month's first, thinned to fit. */
export function dayTicks(days: readonly string[], most: number): number[] {
  const firsts = days.flatMap((day, place) => (day.endsWith('-01') ? [place] : []))
  const candidates =
    days.length <= 16
      ? days.map((_, place) => place)
      : days.length <= 45
        ? days.flatMap((day, place) => (new Date(`${day}T00:00:00Z`).getUTCDay() === 1 ? [place] : []))
        : firsts
  const every = Math.max(1, Math.ceil(candidates.length / most))
  return candidates.filter((_, place) => place % every === 0)
}

/** Return the path of a line; a balance stands until the next day moves it. */
export function linePath(points: readonly { x: number; y: number }[]): string {
  return points.map(({ x, y }, place) => `${place === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
}

/** Return the path round the area between two lines over the same days. */
export function bandPath(
  upper: readonly { x: number; y: number }[],
  lower: readonly { x: number; y: number }[],
): string {
  if (upper.length === 0) return ''
  return `${linePath([...upper, ...lower.toReversed()])}Z`
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
