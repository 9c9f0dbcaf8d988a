import { DeleteButton } from '@/components/ui/delete-button'
import { shortDay } from '@/lib/dates'
import { countOf } from '@/lib/words'
import type { ImportResult } from '@/services/types'

interface RecentImportsProps {
  imports: ImportResult[]
  today: string
  busy: boolean
  problem: string | null
  onUndo: (id: string) => void
}

/** The files taken in so far, each with the way back. */
export function RecentImports({ imports, today, busy, problem, onUndo }: RecentImportsProps) {
  return (
    <ul>
      {imports.map((each) => (
        <li key={each.id} className="flex items-center justify-between gap-4 border-b border-rule py-3">
          <div className="min-w-0">
            <p className="truncate font-medium">{each.filename}</p>
            <p className="text-caption text-muted">
              {[
                shortDay(each.committed_at.slice(0, 10), today),
                each.account_name,
                `${countOf(each.added, 'transaction')} added`,
              ].join(' · ')}
            </p>
          </div>
          <DeleteButton
            label="Take back"
            title={`Take back ${each.filename}?`}
            busy={busy}
            problem={problem}
            onDelete={() => onUndo(each.id)}
          >
            The transactions it brought are removed, but for those the bank or you have made your own.
          </DeleteButton>
        </li>
      ))}
    </ul>
  )
}
