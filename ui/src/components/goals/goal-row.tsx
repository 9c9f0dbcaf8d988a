import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Sheet } from '@/components/ui/sheet'
import { shortDay } from '@/lib/dates'
import { currencySymbol, moneyInput, parseMoney } from '@/lib/money'
import { countOf } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { changeGoalMutation } from '@/services/queries'
import type { Goal } from '@/services/types'
import { addable, standingOf } from './goal-values'
import { ProgressBar } from './progress-bar'

interface GoalRowProps {
  goal: Goal
  accountName: string | undefined
  today: string
  onEdit: () => void
}

/** A goal: how far it is, what it needs a month, and whether it gets that. */
export function GoalRow({ goal, accountName, today, onEdit }: GoalRowProps) {
  const [isAdding, setIsAdding] = useState(false)
  const [added, setAdded] = useState<number | null>(null)
  return (
    <li aria-label={goal.name} className="flex flex-col gap-3 border-b border-rule py-5">
      <div className="flex items-baseline justify-between gap-4">
        <h3 className="min-w-0 truncate text-lead font-semibold">{goal.name}</h3>
        <p className="shrink-0 text-right">
          <Money minor={goal.saved} currency={goal.currency} className="text-lead font-semibold" />
          <span className="text-muted">
            {' '}
            of <Money minor={goal.target} currency={goal.currency} short />
          </span>
        </p>
      </div>
      <ProgressBar goal={goal} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <p className="max-w-prose">
          <Sentence goal={goal} today={today} />
          {accountName && <span className="block text-caption text-muted">Kept in {accountName}</span>}
        </p>
        <div className="flex gap-4">
          {goal.account_id === null && goal.missing > 0 && (
            <Button
              variant="quiet"
              aria-label={`Add money to ${goal.name}`}
              onClick={() => setIsAdding(true)}
            >
              Add money
            </Button>
          )}
          <Button variant="quiet" aria-label={`Edit ${goal.name}`} onClick={onEdit}>
            Edit
          </Button>
        </div>
      </div>
      {added !== null && <Added goal={goal} minor={added} onUndone={() => setAdded(null)} />}
      <Sheet open={isAdding} onOpenChange={setIsAdding} title={`Add to ${goal.name}`}>
        <AddMoney
          goal={goal}
          onAdded={(minor) => {
            setAdded(minor)
            setIsAdding(false)
          }}
        />
      </Sheet>
    </li>
  )
}

function Sentence({ goal, today }: { goal: Goal; today: string }) {
  const { currency, missing, months_left, needed_per_month, monthly } = goal
  const needed = <Money minor={needed_per_month} currency={currency} className="font-semibold" />
  const by = `by ${shortDay(goal.date, today)}`
  switch (standingOf(goal)) {
    case 'reached':
      return <span className="font-medium text-positive">Reached.</span>
    case 'measured':
      return (
        <>
          {needed} a month gets there {by}, {countOf(months_left, 'month')} from now.{' '}
          <span className="text-muted">Nothing is put aside by itself.</span>
        </>
      )
    case 'on_track':
      return (
        <>
          <span className="font-medium text-positive">On its way</span> with{' '}
          <Money minor={monthly ?? 0} currency={currency} className="font-semibold" /> a month; {needed} is
          needed {by}.
        </>
      )
    case 'behind':
      return (
        <>
          <span className="font-medium text-attention">Behind:</span>{' '}
          <Money minor={monthly ?? 0} currency={currency} className="font-semibold" /> a month is put aside,
          and {needed} is needed for the missing <Money minor={missing} currency={currency} /> {by}.
        </>
      )
    default:
      return null
  }
}

function AddMoney({ goal, onAdded }: { goal: Goal; onAdded: (minor: number) => void }) {
  const queryClient = useQueryClient()
  const [text, setText] = useState('')
  const minor = parseMoney(text, goal.currency) ?? 0
  const most = addable(goal)
  const add = useMutation({
    ...changeGoalMutation(),
    onSuccess: () => queryClient.invalidateQueries().then(() => onAdded(minor)),
  })
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (minor > 0) add.mutate({ path: { goal_id: goal.id }, body: { saved: goal.saved + minor } })
      }}
    >
      <p>
        {most > 0 ? (
          <>
            <Money minor={most} currency={goal.currency} className="font-semibold" /> can be added now without
            leaving you short in the next 90 days.
          </>
        ) : (
          'Nothing can be added now without the risk of leaving you short in the next 90 days.'
        )}{' '}
        <span className="text-muted">Move the money at your bank, then say it here.</span>
      </p>
      <TextField
        label="Put aside now"
        prefix={currencySymbol(goal.currency)}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {minor > most && (
        <Notice tone="attention">That is more than is safe to add, or more than is missing.</Notice>
      )}
      {add.isError && (
        <Notice tone="problem" alert>
          {problemSentence(add.error)}
        </Notice>
      )}
      <div className="flex flex-wrap gap-4">
        <Button type="submit" busy={add.isPending} disabled={minor <= 0}>
          Add it
        </Button>
        {most > 0 && (
          <Button variant="quiet" onClick={() => setText(moneyInput(most, goal.currency))}>
            All that is safe
          </Button>
        )}
      </div>
    </form>
  )
}

function Added({ goal, minor, onUndone }: { goal: Goal; minor: number; onUndone: () => void }) {
  const queryClient = useQueryClient()
  const undo = useMutation({
    ...changeGoalMutation(),
    onSuccess: () => queryClient.invalidateQueries().then(onUndone),
  })
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-4 text-muted">
      <span>
        <Money minor={minor} currency={goal.currency} /> added.
      </span>
      <Button
        variant="quiet"
        busy={undo.isPending}
        onClick={() =>
          undo.mutate({ path: { goal_id: goal.id }, body: { saved: Math.max(goal.saved - minor, 0) } })
        }
      >
        Take it back
      </Button>
      {undo.isError && <span role="alert">{problemSentence(undo.error)}</span>}
    </p>
  )
}
