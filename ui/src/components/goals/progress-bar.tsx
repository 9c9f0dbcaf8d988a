import type { Goal } from '@/services/types'
import { percentSaved } from './goal-values'

/** How much of a goal there is; the numbers stand beside it, so it is for the eye alone. */
export function ProgressBar({ goal }: { goal: Goal }) {
  return (
    <span aria-hidden className="block h-2 w-full rounded-sm border border-rule-strong bg-sunken">
      <span className="block h-full rounded-sm bg-accent" style={{ width: `${percentSaved(goal)}%` }} />
    </span>
  )
}
