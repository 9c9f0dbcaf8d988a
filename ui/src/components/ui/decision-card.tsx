import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from './button'
import { Notice } from './notice'

interface DecisionCardProps {
  title: string
  detail?: string
  kind?: string
  children: ReactNode
}

/** One decision: what it is about, and its buttons. */
export function DecisionCard({ title, detail, kind, children }: DecisionCardProps) {
  return (
    <li
      aria-label={title}
      className="flex flex-col gap-3 rounded-lg border border-rule bg-surface p-5"
      data-kind={kind}
    >
      <div>
        <h3 className="text-lead font-semibold">{title}</h3>
        {detail && <p className="text-muted">{detail}</p>}
      </div>
      {children}
    </li>
  )
}

interface DecisionButtonsProps<Choice> {
  /** What is decided on, for whoever hears the button alone. */
  about: string
  choices: readonly Choice[]
  busy: boolean
  problem: string | null
  onChoose: (choice: Choice) => void
  /** What stands beside the buttons, such as the way to the payments. */
  children?: ReactNode
}

export function DecisionButtons<Choice extends { label: string; isMain: boolean }>({
  about,
  choices,
  busy,
  problem,
  onChoose,
  children,
}: DecisionButtonsProps<Choice>) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {choices.map((choice) => (
          <Button
            key={choice.label}
            variant={choice.isMain ? 'primary' : 'secondary'}
            disabled={busy}
            aria-label={`${choice.label}: ${about}`}
            onClick={() => onChoose(choice)}
          >
            {choice.label}
          </Button>
        ))}
        {children}
      </div>
      {problem !== null && (
        <Notice tone="problem" alert>
          {problem}
        </Notice>
      )}
    </>
  )
}

interface SettledCardProps {
  title: string
  words: string
  busy: boolean
  problem: string | null
  /** `null` where there is no way back. */
  onUndo: (() => void) | null
}

/** What was decided, where the decision was, with the way back. */
export function SettledCard({ title, words, busy, problem, onUndo }: SettledCardProps) {
  const undoButton = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone; the keyboard goes on where the way back is.
  useEffect(() => undoButton.current?.focus(), [])
  return (
    <li aria-label={title} className="flex flex-col gap-3 rounded-lg border border-rule bg-surface p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status">{words}</p>
        {onUndo && (
          <Button
            ref={undoButton}
            variant="secondary"
            busy={busy}
            aria-label={`Undo: ${title}`}
            onClick={onUndo}
          >
            Undo
          </Button>
        )}
      </div>
      {problem !== null && (
        <Notice tone="problem" alert>
          {problem}
        </Notice>
      )}
    </li>
  )
}
