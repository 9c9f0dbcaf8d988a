import { Link } from '@tanstack/react-router'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { cn } from '@/lib/cn'
import { momentInWords } from '@/lib/dates'
import { isFinished } from '@/services/sync-events'
import type { Sync, SyncAccount, SyncPart } from '@/services/types'
import { accountOutcome, callsInWords, outcome } from './sync-words'
import { useSyncProgress } from './use-sync-progress'

const STATES: Record<SyncPart['status'], string> = {
  queued: 'Waiting to start',
  running: 'Reading',
  succeeded: 'Done',
  partial: 'Done, with something missing',
  failed: 'Couldn’t be read',
}

/** One bar for each bank and each of its accounts, and the outcome in a sentence. */
export function SyncProgress({ syncId, onClose }: { syncId: string; onClose: () => void }) {
  const { sync, isLost } = useSyncProgress(syncId)
  const finished = sync ? isFinished(sync) : false
  return (
    <section
      aria-label="Reading your bank"
      className="flex min-h-28 flex-col gap-5 rounded-lg border border-rule bg-surface p-5"
    >
      <div className="flex items-start justify-between gap-4">
        <p role="status" className="font-semibold">
          {!sync || !finished ? 'Reading your bank…' : outcome(sync)}
        </p>
        {finished && (
          <button
            type="button"
            aria-label="Close"
            onClick={onClose}
            className="-my-2.5 -mr-3 flex size-11 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      {sync?.parts.map((part) => (
        <Part key={part.connection_id} part={part} />
      ))}
      {!sync && <div className="skeleton h-2 w-full" />}
      {finished && sync?.problems.map((problem) => <Problem key={problem}>{problem}</Problem>)}
      <Footer sync={sync} finished={finished} isLost={isLost} />
    </section>
  )
}

function Footer({ sync, finished, isLost }: { sync: Sync | undefined; finished: boolean; isLost: boolean }) {
  if (!finished) {
    return (
      <p className="text-muted">
        {isLost
          ? 'The app isn’t answering for the moment. The reading goes on, and so does this bar.'
          : 'You can carry on meanwhile.'}
      </p>
    )
  }
  if (!sync || sync.status === 'failed') return null
  return (
    <Link to="/" className="self-start font-medium text-accent underline underline-offset-4">
      See what’s safe to spend
    </Link>
  )
}

function Problem({ children }: { children: string }) {
  return <Notice tone="attention">{children}</Notice>
}

function Part({ part }: { part: SyncPart }) {
  const state = part.status === 'running' ? (part.doing ?? STATES.running) : STATES[part.status]
  return (
    <div className="flex flex-col gap-2">
      <Bar {...part} name={part.display_name} state={state} isLarge />
      {part.accounts.length > 0 && (
        <ul className="flex flex-col gap-2 border-l border-rule pl-4">
          {part.accounts.map((account) => (
            <li key={account.account_id}>
              <Bar
                {...account}
                label={`${account.name}, ${part.display_name}`}
                state={accountState(account)}
              />
            </li>
          ))}
        </ul>
      )}
      <p className="text-caption text-muted">
        {callsInWords(part.calls)}
        {part.next_try_at &&
          `. The bank asked for a pause; we go on by ourselves, about ${momentInWords(part.next_try_at)}`}
      </p>
    </div>
  )
}

function accountState(account: SyncAccount): string {
  if (account.status === 'running') return account.doing ? `Reading ${account.doing}` : STATES.running
  if (account.status === 'succeeded' || account.status === 'partial') return accountOutcome(account)
  return STATES[account.status]
}

interface BarProps {
  name: string
  label?: string
  status: SyncPart['status']
  steps_done: number
  steps_total: number
  state: string
  isLarge?: boolean
}

function Bar({ name, label = name, status, steps_done, steps_total, state, isLarge = false }: BarProps) {
  const isDone = status === 'succeeded' || status === 'partial'
  const total = Math.max(steps_total, 1)
  const done = isDone ? total : Math.min(steps_done, total)
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <span className={cn('flex min-w-0 items-center gap-2', !isLarge && 'text-caption')}>
          <span className="truncate">{name}</span>
          {status === 'succeeded' && <Icon name="check" className="size-4 shrink-0 text-positive" />}
          {status === 'failed' && <Icon name="warning" className="size-4 shrink-0 text-negative" />}
        </span>
        <span className="shrink-0 text-right text-caption text-muted">{state}</span>
      </div>
      <div
        role="progressbar"
        aria-label={`Reading ${label}`}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={state}
        className={cn('overflow-hidden rounded-sm bg-rule', isLarge ? 'h-2' : 'h-1')}
      >
        <div
          className={cn(
            'h-full origin-left rounded-sm motion-safe:transition-transform motion-safe:duration-150',
            status === 'failed' ? 'bg-negative' : 'bg-accent',
          )}
          style={{ transform: `scaleX(${done / total})` }}
        />
      </div>
    </div>
  )
}
