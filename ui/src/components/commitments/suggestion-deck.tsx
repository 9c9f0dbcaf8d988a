import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Sheet } from '@/components/ui/sheet'
import { shiftInWords } from '@/lib/cadence'
import { problemSentence } from '@/services/problems'
import { changeCommitmentMutation } from '@/services/queries'
import type { Account, Commitment, CommitmentChanges } from '@/services/types'
import { Amount } from './amount'
import { CommitmentForm } from './commitment-form'
import { changesBack } from './commitment-values'
import { confidenceInWords, nextInWords, rhythmInWords, sentence } from './commitment-words'
import { current, neighbour, stepOf } from './deck'
import { EvidenceRows } from './evidence-rows'
import { keepSaved } from './keep-saved'

interface SuggestionDeckProps {
  guesses: Commitment[]
  accounts: Account[]
  today: string
  /** The guess asked for in the address. */
  asked: string | undefined
  onAsk: (id: string | undefined) => void
}

interface Decided {
  before: Commitment
  status: 'confirmed' | 'rejected'
  changes: CommitmentChanges
}

/** What was found and waits for a word: one decision a card, by keyboard too, each with a way back. */
export function SuggestionDeck({ guesses, accounts, today, asked, onAsk }: SuggestionDeckProps) {
  const queryClient = useQueryClient()
  const [decided, setDecided] = useState<Decided[]>([])
  const [isChanging, setIsChanging] = useState(false)
  const card = useRef<HTMLElement>(null)
  const wantsFocus = useRef(false)

  const open = guesses.map(({ id }) => id)
  const shown = guesses.find(({ id }) => id === current(open, asked))
  const shownId = shown?.id
  // The card that was decided is gone; the keyboard goes on with the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another card is what moves the focus
  useEffect(() => {
    if (wantsFocus.current) card.current?.focus()
    wantsFocus.current = false
  }, [shownId, decided.length])

  const say = useMutation({
    ...changeCommitmentMutation(),
    onSuccess: (saved) => keepSaved(queryClient, saved),
  })
  const settle = (one: Decided) => {
    wantsFocus.current = true
    setDecided([...decided, one])
    onAsk(neighbour(open, one.before.id, 1) ?? undefined)
  }
  const decide = (status: Decided['status']) => {
    if (!shown || say.isPending) return
    say.mutate(
      { path: { commitment_id: shown.id }, body: { status } },
      { onSuccess: () => settle({ before: shown, status, changes: {} }) },
    )
  }
  const last = decided.at(-1)
  const undo = () => {
    if (!last || say.isPending) return
    say.mutate(
      {
        path: { commitment_id: last.before.id },
        body: { ...changesBack(last.before, last.changes), status: 'suggested' },
      },
      {
        onSuccess: () => {
          wantsFocus.current = true
          setDecided(decided.slice(0, -1))
          onAsk(last.before.id)
        },
      },
    )
  }
  const go = (way: 1 | -1) => {
    if (!shown) return
    wantsFocus.current = true
    onAsk(neighbour(open, shown.id, way) ?? undefined)
  }
  const press = (event: KeyboardEvent) => {
    if (isTyping(event.target)) return
    const step = stepOf(event)
    if (step === null) return
    event.preventDefault()
    switch (step) {
      case 'confirm':
        return decide('confirmed')
      case 'reject':
        return decide('rejected')
      case 'change':
        return setIsChanging(true)
      case 'undo':
        return undo()
      case 'next':
        return go(1)
      case 'previous':
        return go(-1)
      default:
        return step satisfies never
    }
  }

  if (!shown && !last) return null
  return (
    <Section
      title="Found in your payments"
      aside={
        shown && (
          <Steps
            place={open.indexOf(shown.id) + 1}
            count={open.length}
            onStep={open.length > 1 ? go : null}
          />
        )
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys work wherever the focus is within */}
      <div className="flex flex-col gap-3 pt-4" onKeyDown={press}>
        {last && (
          <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 rounded-md bg-sunken px-4">
            <p role="status">{decidedInWords(last)}</p>
            <Button variant="quiet" aria-label={`Undo: ${last.before.name}`} onClick={undo}>
              Undo
            </Button>
          </div>
        )}
        {say.isError && (
          <Notice tone="problem" alert>
            {problemSentence(say.error)}
          </Notice>
        )}
        {shown ? (
          <article
            ref={card}
            tabIndex={-1}
            aria-label={questionOf(shown)}
            aria-keyshortcuts="Y N E ArrowLeft ArrowRight U"
            className="grid gap-x-12 gap-y-5 rounded-lg border border-rule bg-surface p-5 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] md:p-6"
          >
            <div className="flex flex-col gap-4">
              <Guess guess={shown} accounts={accounts} today={today} />
              <div className="mt-auto flex flex-wrap gap-3 pt-1">
                <Button busy={say.isPending} onClick={() => decide('confirmed')}>
                  Yes, count it
                  <Key>Y</Key>
                </Button>
                <Button variant="secondary" disabled={say.isPending} onClick={() => decide('rejected')}>
                  No
                  <Key>N</Key>
                </Button>
                <Button variant="secondary" disabled={say.isPending} onClick={() => setIsChanging(true)}>
                  Change first
                  <Key>E</Key>
                </Button>
              </div>
            </div>
            <EvidenceRows key={shown.id} commitment={shown} today={today} />
          </article>
        ) : (
          <p className="py-2">Every guess has your word. New ones appear here when the bank sends more.</p>
        )}
        {shown && (
          <p className="hidden text-caption text-muted [@media(hover:hover)]:block">
            With the keyboard: <Key>Y</Key> yes, <Key>N</Key> no, <Key>E</Key> change first, <Key>←</Key>{' '}
            <Key>→</Key> look at another, <Key>U</Key> undo.
          </p>
        )}
      </div>
      <Sheet
        open={isChanging && shown !== undefined}
        onOpenChange={setIsChanging}
        title={shown ? `Change ${shown.name}` : ''}
        description="What you set here stays, whatever the bank sends later."
      >
        {shown && (
          <CommitmentForm
            key={shown.id}
            commitment={shown}
            direction={shown.direction}
            accounts={accounts}
            currency={shown.currency}
            today={today}
            confirms
            onDone={(changes) => {
              setIsChanging(false)
              settle({ before: shown, status: 'confirmed', changes })
            }}
          />
        )}
      </Sheet>
    </Section>
  )
}

function Guess({ guess, accounts, today }: { guess: Commitment; accounts: Account[]; today: string }) {
  const account = accounts.find(({ id }) => id === guess.account_id)
  return (
    <>
      <div>
        <h3 className="text-title font-semibold text-balance break-words">{questionOf(guess)}</h3>
        <p className="pt-1 text-figure font-semibold">
          <Amount commitment={guess} />
        </p>
        <p className="text-muted">
          {rhythmInWords(guess)}, {nextInWords(guess, today)}
          {account && `, ${guess.direction === 'in' ? 'into' : 'from'} ${account.name}`}.{' '}
          {shiftInWords(guess.shift)}
        </p>
        <p className="text-muted">
          {guess.direction === 'in' ? 'Brings' : 'Costs'} {guess.variable && 'about '}
          <Money minor={guess.yearly_amount} currency={guess.currency} sign="never" /> a year.
        </p>
      </div>
      {guess.is_offered_again && (
        <Notice>You said no to it once. It has changed since, so this asks one more time.</Notice>
      )}
      <ul className="flex flex-col gap-1">
        {guess.confidence !== null && (
          <li className="flex gap-2">
            <Icon name="info" className="mt-0.5 size-5 shrink-0 text-muted" />
            {confidenceInWords(guess.confidence)}.
          </li>
        )}
        {guess.why.map((why) => (
          <li key={why} className="flex gap-2">
            <Icon name="check" className="mt-0.5 size-5 shrink-0 text-muted" />
            {sentence(why)}
          </li>
        ))}
      </ul>
    </>
  )
}

function Steps({
  place,
  count,
  onStep,
}: {
  place: number
  count: number
  onStep: ((way: 1 | -1) => void) | null
}) {
  return (
    <div className="-my-2 flex items-center gap-1">
      <span className="figures mr-1 text-muted">
        {place} of {count}
      </span>
      {onStep && (
        <>
          <StepButton label="The guess before" onClick={() => onStep(-1)}>
            <Icon name="chevron" className="size-4 rotate-180" />
          </StepButton>
          <StepButton label="The next guess" onClick={() => onStep(1)}>
            <Icon name="chevron" className="size-4" />
          </StepButton>
        </>
      )}
    </div>
  )
}

function StepButton({
  label,
  onClick,
  children,
}: {
  label: string
  onClick: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="flex size-11 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
    >
      {children}
    </button>
  )
}

function Key({ children }: { children: ReactNode }) {
  return (
    <kbd
      aria-hidden
      className="hidden min-w-5 rounded-sm border border-current px-1 text-center font-sans text-caption leading-4 opacity-70 [@media(hover:hover)]:inline-block"
    >
      {children}
    </kbd>
  )
}

function questionOf({ name, direction, cadence }: Commitment): string {
  if (cadence.kind === 'once') return `Is ${name} ${direction === 'in' ? 'coming in' : 'to be paid'}?`
  return `Is ${name} ${direction === 'in' ? 'an income' : 'a bill'} that goes on?`
}

function decidedInWords({ before, status }: Decided): string {
  if (status === 'rejected') return `${before.name} won’t count, and won’t be asked about again.`
  return `${before.name} counts from now on.`
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea, [role="dialog"]') !== null
}
