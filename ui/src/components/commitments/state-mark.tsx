import { cn } from '@/lib/cn'
import type { Occurrence } from '@/services/types'

type State = Occurrence['status']

const HUES: Record<State, string> = {
  expected: 'text-muted',
  pending: 'text-accent',
  paid: 'text-positive',
  part_paid: 'text-attention',
  late: 'text-attention',
  missed: 'text-negative',
  skipped: 'text-muted',
}

/** Where an occurrence stands, by its shape; the word stands beside it or in its label. */
export function StateMark({ state, className }: { state: State; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
      className={cn('size-3 shrink-0', HUES[state], className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <Shape state={state} />
    </svg>
  )
}

function Shape({ state }: { state: State }) {
  switch (state) {
    case 'expected':
      return <circle cx="6" cy="6" r="4.2" />
    case 'pending':
      return (
        <>
          <circle cx="6" cy="6" r="4.2" />
          <path d="M6 3.6V6l1.8 1.2" />
        </>
      )
    case 'paid':
      return <path d="m2 6.5 2.8 2.8L10 3.4" />
    case 'part_paid':
      return (
        <>
          <circle cx="6" cy="6" r="4.2" />
          <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4z" fill="currentColor" />
        </>
      )
    case 'late':
      return <path d="M6 1.5 11 10.5H1zM6 5v2.4M6 9v.1" />
    case 'missed':
      return <path d="m2.5 2.5 7 7M9.5 2.5l-7 7" />
    case 'skipped':
      return <path d="M2 6h8" />
    default:
      return state satisfies never
  }
}
