import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { DecisionButtons, DecisionCard, SettledCard } from '@/components/ui/decision-card'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { useDecision, useSettled, useTakeBack } from '@/hooks/use-decisions'
import { dayInWords } from '@/lib/dates'
import { answerDecision, type Decision, decisionsOn } from '@/services/decisions'
import { keyOf } from '@/services/needs'
import { problemSentence } from '@/services/problems'
import { changeAccountMutation } from '@/services/queries'
import type { Need, NeedRow } from '@/services/types'
import { answerInWords, isQuestion, noneInWords } from './needs'

const SHOWN_AT_FIRST = 3

/** What only the person can settle: one decision a card, each with a way back. */
export function NeedsYou({ needs, today }: { needs: Need[]; today: string }) {
  const { cards, settle, takeBack } = useSettled(needs)
  const [isWhole, setIsWhole] = useState(false)
  if (cards.length === 0) return null
  const shown = isWhole ? cards : cards.slice(0, SHOWN_AT_FIRST)
  return (
    <Section
      title="Needs you"
      aside={needs.length > 0 && <span className="figures text-muted">{needs.length}</span>}
    >
      <ul className="flex flex-col gap-3 pt-4">
        {shown.map(({ need, words, undo }, place) =>
          words === null ? (
            <NeedCard
              key={keyOf(need)}
              need={need}
              today={today}
              onSettled={(decision) => settle(need, place, decision)}
            />
          ) : (
            <Settled
              key={keyOf(need)}
              title={need.title}
              words={words}
              undo={undo}
              onUndone={() => takeBack(need)}
            />
          ),
        )}
      </ul>
      {cards.length > shown.length && (
        <Button variant="quiet" className="mt-2 self-start" onClick={() => setIsWhole(true)}>
          {`Show ${cards.length - shown.length} more`}
        </Button>
      )}
    </Section>
  )
}

function NeedCard({
  need,
  today,
  onSettled,
}: {
  need: Need
  today: string
  onSettled: (decision: Decision) => void
}) {
  const decisions = decisionsOn(need)
  return (
    <DecisionCard title={need.title} detail={need.detail} kind={need.kind}>
      {isQuestion(need) ? (
        <Question need={need} today={today} onSettled={onSettled} />
      ) : decisions.length > 0 ? (
        <Decisions need={need} decisions={decisions} today={today} onSettled={onSettled} />
      ) : (
        <WhereSettled need={need} />
      )}
    </DecisionCard>
  )
}

/** A payment in question, and one button for each that it may be. */
function Question({
  need,
  today,
  onSettled,
}: {
  need: Need
  today: string
  onSettled: (decision: Decision) => void
}) {
  const answer = useDecision(onSettled)
  const say = (sameAs: string | null) =>
    answer.mutate(answerDecision(need, sameAs, answerInWords(need, sameAs, today)))
  return (
    <>
      {need.transaction && (
        <p className="flex flex-wrap items-baseline gap-x-3 border-l-2 border-rule-strong pl-3">
          <RowWords row={need.transaction} today={today} />
          {need.account_name && <span className="text-caption text-muted">{need.account_name}</span>}
        </p>
      )}
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{need.title}</legend>
        {need.candidates.map((row) => (
          <button
            key={row.id}
            type="button"
            disabled={answer.isPending}
            onClick={() => say(row.id)}
            className="flex min-h-11 flex-wrap items-baseline gap-x-3 rounded-md border border-rule-strong bg-surface px-4 py-2 text-left hover:bg-sunken disabled:opacity-60"
          >
            <span className="font-medium">It’s this one:</span>
            <RowWords row={row} today={today} />
          </button>
        ))}
        <Button variant="quiet" className="self-start" disabled={answer.isPending} onClick={() => say(null)}>
          {noneInWords(need)}
        </Button>
      </fieldset>
      {answer.isError && (
        <Notice tone="problem" alert>
          {problemSentence(answer.error)}
        </Notice>
      )}
    </>
  )
}

const EVIDENCE_SHOWN = 3

/** A yes or no on the card, with the payments it rests on. */
function Decisions({
  need,
  decisions,
  today,
  onSettled,
}: {
  need: Need
  decisions: Decision[]
  today: string
  onSettled: (decision: Decision) => void
}) {
  const answer = useDecision(onSettled)
  const shown = need.candidates.slice(0, EVIDENCE_SHOWN)
  return (
    <>
      {shown.length > 0 && (
        <ul className="flex flex-col gap-1 border-l-2 border-rule-strong pl-3">
          {shown.map((row) => (
            <li key={row.id}>
              <Link
                to="/transactions/$transactionId"
                params={{ transactionId: row.id }}
                className="flex flex-wrap items-baseline gap-x-3 hover:underline max-md:min-h-11 max-md:content-center"
              >
                <RowWords row={row} today={today} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <DecisionButtons
        about={need.title}
        choices={decisions}
        busy={answer.isPending}
        problem={answer.isError ? problemSentence(answer.error) : null}
        onChoose={(decision) => answer.mutate(decision)}
      />
    </>
  )
}

function RowWords({ row, today }: { row: NeedRow; today: string }) {
  return (
    <>
      <Money minor={row.amount} currency={row.currency} sign="always" className="font-medium" />
      <span className="min-w-0 truncate">{row.merchant ?? row.description}</span>
      <span className="text-caption text-muted">{dayInWords(row.date, today)}</span>
    </>
  )
}

/** The way to where it is settled; what the app has no page for yet says all it knows. */
function WhereSettled({ need }: { need: Need }) {
  if (need.connection_id) {
    return (
      <p>
        <Link to="/connections" hash={need.connection_id} className={buttonClass()}>
          {need.kind === 'renew_consent' ? 'Renew' : 'See the bank'}
        </Link>
      </p>
    )
  }
  if (need.transaction) {
    return (
      <p>
        <Link
          to="/transactions/$transactionId"
          params={{ transactionId: need.transaction.id }}
          className={buttonClass('secondary')}
        >
          See the payment
        </Link>
      </p>
    )
  }
  if (need.kind === 'check_account') return <CheckAccount need={need} />
  if (need.account_id) {
    return (
      <p className="flex flex-wrap gap-x-4 gap-y-2">
        <Link to="/connections" hash={need.account_id} className={buttonClass('secondary')}>
          See the account
        </Link>
        <Link to="/transactions" search={{ account: need.account_id }} className={buttonClass('quiet')}>
          Its transactions
        </Link>
      </p>
    )
  }
  return null
}

/** Figures that contradict each other: right all the same, says the person, and is not asked again. */
function CheckAccount({ need }: { need: Need }) {
  const queryClient = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const change = useMutation({ ...changeAccountMutation(), onSuccess: () => queryClient.invalidateQueries() })
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-2">
      <Button onClick={() => setIsAsking(true)}>It’s right</Button>
      <Link to="/connections" hash={need.subject_id} className={buttonClass('secondary')}>
        See the account
      </Link>
      <Confirm
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`${need.account_name ?? 'This account'} is right as it is?`}
        confirm="It’s right"
        tone="primary"
        busy={change.isPending}
        problem={change.isError ? problemSentence(change.error) : null}
        onConfirm={() =>
          change.mutate({ path: { account_id: need.subject_id }, body: { needs_review: false } })
        }
      >
        <p>It counts with the amount shown, and you aren’t asked about it again.</p>
      </Confirm>
    </div>
  )
}

interface SettledProps {
  title: string
  words: string
  undo: Decision['undo']
  onUndone: () => void
}

function Settled({ title, words, undo, onUndone }: SettledProps) {
  const takeBack = useTakeBack(undo, onUndone)
  return (
    <SettledCard
      title={title}
      words={words}
      busy={takeBack.isPending}
      problem={takeBack.isError ? problemSentence(takeBack.error) : null}
      onUndo={undo && (() => takeBack.mutate())}
    />
  )
}
