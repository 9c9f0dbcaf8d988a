/** The amounts a commitment was paid with over time, as levels that hold until they change. */
import { calendar, type Day } from '@/lib/dates'
import type { CommitmentPayment } from '@/services/types'

export interface Point {
  x: number
  y: number
}

export interface StepChart {
  points: (Point & { payment: CommitmentPayment })[]
  path: string
  low: number
  high: number
}

interface Frame {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

/** Return where each payment stands and the line that steps through them, oldest first. */
export function stepChart(payments: readonly CommitmentPayment[], frame: Frame): StepChart {
  const sizes = payments.map(({ amount }) => Math.abs(amount))
  const low = Math.min(...sizes)
  const high = Math.max(...sizes)
  const first = serial(payments[0]?.date)
  const last = serial(payments.at(-1)?.date)
  const width = frame.width - frame.left - frame.right
  const height = frame.height - frame.top - frame.bottom
  // A price that never changed is a line across the middle, not along an edge.
  const level = (size: number) => (high === low ? 0.5 : (size - low) / (high - low))
  const points = payments.map((payment, place) => ({
    payment,
    x: frame.left + width * (last === first ? 0.5 : (serial(payment.date) - first) / (last - first)),
    y: frame.top + height * (1 - level(sizes[place] ?? low)),
  }))
  return { points, path: steppedPath(points), low, high }
}

/** A level holds until the next payment; then the line goes straight up or down to it. */
export function steppedPath(points: readonly Point[]): string {
  return points
    .map(({ x, y }, place) => (place === 0 ? `M${round(x)} ${round(y)}` : `H${round(x)}V${round(y)}`))
    .join('')
}

function serial(day: Day | undefined): number {
  return day ? calendar(day).serial : 0
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
