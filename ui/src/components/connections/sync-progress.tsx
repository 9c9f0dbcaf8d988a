import { Link } from '@tanstack/react-router'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import type { SyncPart } from '@/services/types'
import { isFinished, useSyncProgress } from './use-sync-progress'

const OUTCOMES: Record<SyncPart['status'], string> = {
  queued: 'Waiting to start',
  running: 'Reading',
  succeeded: 'Done',
  partial: 'Done, with something missing',
  failed: 'Couldn’t be read',
}

/** One bar for each bank, and the outcome in a sentence. */
export function SyncProgress({ syncId }: { syncId: string }) {
  const sync = useSyncProgress(syncId)
  const finished = sync ? isFinished(sync) : false
  return (
    <section
      aria-label="Reading your bank"
      className="flex min-h-28 flex-col gap-4 rounded-lg border border-rule bg-surface p-5"
    >
      <p role="status" className="font-semibold">
        {!sync || !finished ? 'Reading your bank…' : outcome(sync.status, sync.added, sync.accounts)}
      </p>
      {sync?.parts.map((part) => (
        <Part key={part.connection_id} part={part} />
      ))}
      {!sync && <div className="skeleton h-2 w-full" />}
      {finished &&
        sync?.problems.map((problem) => (
          <Notice key={problem} tone="attention">
            {problem}
          </Notice>
        ))}
      {finished && sync?.status !== 'failed' ? (
        <Link to="/" className="self-start font-medium text-accent underline underline-offset-4">
          See what’s safe to spend
        </Link>
      ) : (
        !finished && <p className="text-muted">You can carry on meanwhile.</p>
      )}
    </section>
  )
}

function Part({ part }: { part: SyncPart }) {
  const isDone = part.status === 'succeeded' || part.status === 'partial'
  const total = Math.max(part.steps_total, 1)
  const done = isDone ? total : part.steps_done
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex justify-between gap-4">
        <span className="flex items-center gap-2">
          {part.display_name}
          {isDone && <Icon name="check" className="size-4 text-positive" />}
        </span>
        <span className="text-caption text-muted">
          {part.status === 'running' ? (part.doing ?? OUTCOMES.running) : OUTCOMES[part.status]}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={`Reading ${part.display_name}`}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="h-2 overflow-hidden rounded-sm bg-rule"
      >
        <div
          className="h-full origin-left rounded-sm bg-accent motion-safe:transition-transform motion-safe:duration-150"
          style={{ transform: `scaleX(${done / total})` }}
        />
      </div>
    </div>
  )
}

function outcome(status: SyncPart['status'], added: number, accounts: number): string {
  const read = `${accounts === 1 ? '1 account' : `${accounts} accounts`} read, ${
    added === 1 ? '1 new row' : `${added.toLocaleString('en-GB')} new rows`
  }.`
  switch (status) {
    case 'failed':
      return 'The bank couldn’t be read. What was here before is unchanged.'
    case 'partial':
      return `${read} Something is still missing.`
    default:
      return read
  }
}
