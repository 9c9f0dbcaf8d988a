import { daysBetween, shortDay } from '@/lib/dates'
import type { Change, Changes } from '@/services/types'

const KINDS: Record<Change['kind'], string> = {
  spent: 'spent',
  arrived: 'came in',
  moved: 'moved to another day',
  repriced: 'costs something else now',
  decided: 'decided by you',
  corrected: 'put right',
}

export function changeKindInWords(kind: Change['kind']): string {
  return KINDS[kind]
}

/** "since yesterday", "today" where nothing older is kept, else "since Fri 13 Nov". */
export function sinceInWords({ before }: Pick<Changes, 'before'>, today: string): string {
  switch (daysBetween(before.date, today)) {
    case 0:
      return 'today'
    case 1:
      return 'since yesterday'
    default:
      return `since ${shortDay(before.date, today)}`
  }
}
