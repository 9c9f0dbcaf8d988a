import type { Forecast, Way } from '@/services/types'

/** Return what each day would end with if a way to pay were taken: its schedule off the line. */
export function balancesAfter(forecast: Forecast, way: Way): number[] {
  return forecast.days.map((day) => {
    const paid = way.schedule
      .filter((instalment) => instalment.date <= day.date)
      .reduce((sum, instalment) => sum + instalment.amount, 0)
    return day.expected - paid
  })
}
