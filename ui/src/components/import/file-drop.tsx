import { type DragEvent, useId, useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { cn } from '@/lib/cn'

interface FileDropProps {
  busy: boolean
  onFile: (file: File) => void
}

const ACCEPTED = '.csv,.txt,.tsv,.ofx,.qfx,.qif,.xls,text/csv,application/x-ofx'

/** Takes a file by a press or by a drag; the press works with a keyboard and a screen reader too. */
export function FileDrop({ busy, onFile }: FileDropProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !busy) onFile(file)
    // The same file can be chosen again after it was mended.
    if (input.current) input.current.value = ''
  }
  const over = (event: DragEvent, isInside: boolean) => {
    event.preventDefault()
    setIsOver(isInside)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; the field inside is the first
    <div
      onDragEnter={(event) => over(event, true)}
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, false)}
      onDrop={(event) => {
        over(event, false)
        take(event.dataTransfer.files)
      }}
      className={cn(
        'flex flex-col items-center gap-3 rounded-lg border border-dashed px-6 py-12 text-center',
        isOver ? 'border-accent bg-accent-soft' : 'border-rule-strong bg-surface',
      )}
    >
      <input
        ref={input}
        id={id}
        type="file"
        accept={ACCEPTED}
        disabled={busy}
        aria-describedby={`${id}-hint`}
        className="peer sr-only"
        onChange={(event) => take(event.target.files)}
      />
      <label
        htmlFor={id}
        className={cn(
          buttonClass('primary'),
          'peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent',
          busy && 'opacity-60',
        )}
      >
        {busy ? 'Reading the file…' : 'Choose a file'}
      </label>
      <p id={`${id}-hint`} className="text-muted">
        or drag it here: CSV, OFX, QFX or QIF
      </p>
    </div>
  )
}
