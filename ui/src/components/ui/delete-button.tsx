import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { Confirm } from './confirm'

interface DeleteButtonProps {
  label: string
  /** What it is called to whoever hears it, where the label alone doesn't tell which. */
  name?: string
  title: string
  busy: boolean
  problem: string | null
  onDelete: () => void
  children: ReactNode
}

/** A quiet button that asks before it deletes. */
export function DeleteButton({ label, name, title, busy, problem, onDelete, children }: DeleteButtonProps) {
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Button variant="quiet" aria-label={name} onClick={() => setIsAsking(true)}>
        {label}
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setIsAsking}
        title={title}
        confirm="Delete"
        busy={busy}
        problem={problem}
        onConfirm={onDelete}
      >
        <p>{children}</p>
      </Confirm>
    </>
  )
}
