import { AlertDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button, buttonClass } from './button'
import { Notice } from './notice'

interface ConfirmProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  confirm: string
  /** `primary` where it is a decision rather than an end. */
  tone?: 'danger' | 'primary'
  busy?: boolean
  problem?: string | null
  onConfirm: () => void
  children: ReactNode
}

/** Asks before anything that can't be undone. */
export function Confirm({
  open,
  onOpenChange,
  title,
  confirm,
  tone = 'danger',
  busy = false,
  problem,
  onConfirm,
  children,
}: ConfirmProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="appear fixed inset-0 z-40 bg-scrim" />
        <AlertDialog.Content className="appear fixed inset-x-4 top-1/2 z-50 mx-auto flex max-w-md -translate-y-1/2 flex-col gap-4 rounded-lg bg-paper p-6 shadow-2xl">
          <AlertDialog.Title className="text-title font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="flex flex-col gap-4">{children}</div>
          </AlertDialog.Description>
          {problem && (
            <Notice tone="problem" alert>
              {problem}
            </Notice>
          )}
          <div className="flex flex-wrap justify-end gap-3">
            <AlertDialog.Cancel className={buttonClass('secondary')}>Cancel</AlertDialog.Cancel>
            <Button variant={tone} busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
