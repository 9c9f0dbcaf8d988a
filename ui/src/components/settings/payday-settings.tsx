import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CheckField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { dayInWords, longDay } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { choosePaydayMutation } from '@/services/queries'
import type { Payday } from '@/services/types'

interface PaydaySettingsProps {
  payday: Payday
  currency: string
  today: string
}

/** Which incomes end the window. With none ticked, the largest regular one does. */
export function PaydaySettings({ payday, currency, today }: PaydaySettingsProps) {
  const queryClient = useQueryClient()
  const update = useMutation({ ...choosePaydayMutation(), onSuccess: () => queryClient.invalidateQueries() })
  const chosen = update.isPending ? (update.variables?.body?.commitment_ids ?? []) : payday.commitment_ids

  return (
    <div className="flex flex-col gap-3 py-4">
      {payday.next ? (
        <p>
          The next payday is {payday.next.name}, {longDay(payday.next.date, today)}.
        </p>
      ) : (
        <p className="text-muted">No payday yet, so figures cover the next 30 days.</p>
      )}
      {update.isError && (
        <Notice tone="problem" alert>
          {problemSentence(update.error)}
        </Notice>
      )}
      {payday.candidates.length === 0 ? (
        <p>
          <Link
            to="/commitments"
            search={{ add: 'income' }}
            className="font-medium text-accent underline underline-offset-4"
          >
            Add the income you’re paid
          </Link>
        </p>
      ) : (
        <fieldset className="flex flex-col gap-1">
          <legend className="pb-2 text-caption text-muted">
            Incomes that count as payday. With none ticked, the largest regular one does.
          </legend>
          {payday.candidates.map((candidate) => (
            <CheckField
              key={candidate.commitment_id}
              label={
                <>
                  {candidate.name}, <Money minor={candidate.amount} currency={currency} />
                  {candidate.next_date && (
                    <span className="text-muted">, next {dayInWords(candidate.next_date, today)}</span>
                  )}
                </>
              }
              checked={chosen.includes(candidate.commitment_id)}
              disabled={update.isPending}
              onChange={(event) =>
                update.mutate({
                  body: {
                    commitment_ids: event.target.checked
                      ? [...payday.commitment_ids, candidate.commitment_id]
                      : payday.commitment_ids.filter((id) => id !== candidate.commitment_id),
                    buffer: payday.buffer,
                  },
                })
              }
            />
          ))}
        </fieldset>
      )}
    </div>
  )
}
