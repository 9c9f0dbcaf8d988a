import { Link } from '@tanstack/react-router'
import { Button, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { countOf } from '@/lib/words'
import type { ImportResult, ImportUndone } from '@/services/types'

interface ResultProps {
  result: ImportResult
  undone: ImportUndone | null
  busy: boolean
  problem: string | null
  onUndo: () => void
  onAnother: () => void
}

/** What taking the file in did, and the way back. */
export function ImportOutcome({ result, undone, busy, problem, onUndo, onAnother }: ResultProps) {
  return (
    <div className="flex max-w-prose flex-col items-start gap-5" role="status">
      <p className="text-title font-semibold">{undone ? undoneSentence(undone) : addedSentence(result)}</p>
      {!undone && (
        <p className="text-muted">
          {[
            result.already_there > 0 && `${countOf(result.already_there, 'was', 'were')} here already.`,
            result.unreadable > 0 &&
              `${countOf(result.unreadable, 'line')} could not be read and ${result.unreadable === 1 ? 'was' : 'were'} left out.`,
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
      {!undone && !result.balance_known && (
        <Notice>
          We don’t know what this account holds, so it counts in no figure yet. Say its balance under
          Accounts, and it does.
        </Notice>
      )}
      {problem && (
        <Notice tone="problem" alert>
          {problem}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        {!undone && result.account_id && (
          <Link to="/transactions" search={{ account: result.account_id }} className={buttonClass('primary')}>
            See the transactions
          </Link>
        )}
        <Button variant="secondary" onClick={onAnother}>
          Import another file
        </Button>
        {!undone && (
          <Button variant="quiet" busy={busy} onClick={onUndo}>
            Take it back
          </Button>
        )}
      </div>
    </div>
  )
}

function addedSentence({ added, account_name }: ImportResult): string {
  if (added === 0) return `Nothing new: ${account_name} has all of it already.`
  return `${countOf(added, 'transaction')} added to ${account_name}.`
}

function undoneSentence({ removed, kept, account_removed }: ImportUndone): string {
  const gone = `Taken back: ${countOf(removed, 'transaction')} removed${account_removed ? ', and the account with them' : ''}.`
  return kept > 0
    ? `${gone} ${countOf(kept, 'stays', 'stay')}, as the bank or you have made them your own.`
    : gone
}
