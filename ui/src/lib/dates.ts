/** Days as the API sends them: `YYYY-MM-DD`, which is not a `Date` and has no time zone. */
export type Day = string

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

interface Calendar {
  year: number
  month: number
  day: number
  weekday: string
  monthName: string
  serial: number
}

const DAY_MS = 86_400_000

export function calendar(day: Day): Calendar {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const utc = Date.UTC(year, month - 1, date)
  return {
    year,
    month,
    day: date,
    weekday: WEEKDAYS[new Date(utc).getUTCDay()] ?? '',
    monthName: MONTHS[month - 1] ?? '',
    serial: utc / DAY_MS,
  }
}

export function daysBetween(from: Day, to: Day): number {
  return calendar(to).serial - calendar(from).serial
}

export function addDays(day: Day, days: number): Day {
  return new Date((calendar(day).serial + days) * DAY_MS).toISOString().slice(0, 10)
}

/** "today", "tomorrow", "yesterday", else "Fri 27 Nov", with the year once it isn't this one. */
export function dayInWords(day: Day, today: Day): string {
  switch (daysBetween(today, day)) {
    case -1:
      return 'yesterday'
    case 0:
      return 'today'
    case 1:
      return 'tomorrow'
    default:
      return shortDay(day, today)
  }
}

/** "Fri 27 Nov", or "Mon 4 Jan 2027" seen from 2026. */
export function shortDay(day: Day, today: Day): string {
  const { weekday, day: date, monthName, year } = calendar(day)
  const tail = year === calendar(today).year ? '' : ` ${year}`
  return `${weekday.slice(0, 3)} ${date} ${monthName.slice(0, 3)}${tail}`
}

/** "Friday 27 November", or with its year when that isn't this year. */
export function longDay(day: Day, today: Day): string {
  const { weekday, day: date, monthName, year } = calendar(day)
  return `${weekday} ${date} ${monthName}${year === calendar(today).year ? '' : ` ${year}`}`
}

export function monthName(month: number): string {
  return MONTHS[month - 1] ?? ''
}

export function countDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

/** How old something is, from the hours the API counted: "5 minutes ago", "3 days ago". */
export function ageInWords(hours: number): string {
  const minutes = Math.round(hours * 60)
  if (minutes < 2) return 'just now'
  if (minutes < 60) return `${minutes} minutes ago`
  const wholeHours = Math.round(hours)
  if (wholeHours === 1) return 'an hour ago'
  if (wholeHours < 24) return `${wholeHours} hours ago`
  const days = Math.round(hours / 24)
  return days === 1 ? 'a day ago' : `${days} days ago`
}

const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment on a London clock: "19 Nov, 14:05". */
export function momentInWords(at: string): string {
  return moment.format(new Date(at))
}

const londonDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day a moment falls on in London. */
export function dayOf(at: string): Day {
  return londonDay.format(new Date(at))
}

/** 1st, 2nd, 3rd, 4th … */
export function ordinal(n: number): string {
  const tens = n % 100
  if (tens >= 11 && tens <= 13) return `${n}th`
  return `${n}${['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'}`
}
