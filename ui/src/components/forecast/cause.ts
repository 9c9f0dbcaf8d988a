import type { Forecast } from '@/services/types'

/** A cause inside a sentence: names keep their capital, our own word for the rest does not. */
export function causeInWords(cause: string): string {
  return cause === 'Everyday spending' ? 'everyday spending' : cause
}

/** What takes the balance there: a thing is paid, everyday life is lived. */
export function whenInWords(cause: string): string {
  return cause === 'Everyday spending' ? 'through everyday spending' : `when ${cause} is paid`
}

/** Why a day holds the lowest balance: what is still to arrive that day, or what took it there. */
export function lowInWords({ low_point, days, events }: Forecast, today: string): string | null {
  const ends = days.find((day) => day.date === low_point.date)?.expected
  const arrives = events
    .filter((event) => event.date === low_point.date && event.amount > 0)
    .toSorted((one, other) => other.amount - one.amount)[0]
  // The day ends higher than its lowest moment: the money that comes in on it isn't there yet.
  if (arrives && ends !== undefined && ends > low_point.balance && low_point.date !== today) {
    return `before ${arrives.label} arrives`
  }
  return low_point.cause ? `after ${causeInWords(low_point.cause)}` : null
}
