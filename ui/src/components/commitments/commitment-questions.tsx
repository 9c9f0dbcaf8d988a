import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { problemSentence } from '@/services/problems'
import type { Need } from '@/services/types'
import { type Answer, choicesOf, keyOf } from './need-answers'
import { useNeedAnswer } from './use-need-answer'

interface Settled {
  need: Need
  answer: Answer
  done: string
}

/** What changed or didn't come: one decision each, with what it means and a way back. */
export function CommitmentQuestions({ needs, of }: { needs: Need[]; of?: string }) {
  const [settled, setSettled] = useState<Settled[]>([])
  const done = new Set(settled.map(({ need }) => keyOf(need)))
  const open = needs.filter(
    (need) =>
      (of === undefined || need.subject_id === of) && choicesOf(need).length > 0 && !done.has(keyOf(need)),
  )
  if (open.length === 0 && settled.length === 0) return null
  return (
    <Section
      title={of ? 'A question' : 'What changed'}
      aside={open.length > 0 && <span className="figures text-muted">{open.length}</span>}
    >
      <ul className="flex flex-col gap-3 pt-4">
        {settled.map((each) => (
          <SettledCard
            key={keyOf(each.need)}
            {...each}
            onUndone={() => setSettled(settled.filter((other) => other !== each))}
          />
        ))}
        {open.map((need) => (
          <QuestionCard
            key={keyOf(need)}
            need={need}
            hasLink={of === undefined}
            onSettled={(answer, words) => setSettled([...settled, { need, answer, done: words }])}
          />
        ))}
      </ul>
    </Section>
  )
}

const CARD = 'flex flex-col gap-3 rounded-lg border border-rule bg-surface p-5'

interface QuestionCardProps {
  need: Need
  hasLink: boolean
  onSettled: (answer: Answer, done: string) => void
}

function QuestionCard({ need, hasLink, onSettled }: QuestionCardProps) {
  const say = useNeedAnswer()
  return (
    <li aria-label={need.title} className={CARD} data-kind={need.kind}>
      <div>
        <h3 className="text-lead font-semibold">{need.title}</h3>
        <p className="text-muted">{need.detail}</p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {choicesOf(need).map(({ answer, label, done }, place) => (
          <Button
            key={answer}
            variant={place === 0 ? 'primary' : 'secondary'}
            busy={say.isPending}
            onClick={() =>
              say.mutate({ need, answer, back: false }, { onSuccess: () => onSettled(answer, done) })
            }
          >
            {label}
          </Button>
        ))}
        {hasLink && (
          <Link
            to="/commitments/$commitmentId"
            params={{ commitmentId: need.subject_id }}
            className={buttonClass('quiet')}
          >
            See its payments
          </Link>
        )}
      </div>
      {say.isError && (
        <Notice tone="problem" alert>
          {problemSentence(say.error)}
        </Notice>
      )}
    </li>
  )
}

function SettledCard({ need, answer, done, onUndone }: Settled & { onUndone: () => void }) {
  const undo = useNeedAnswer()
  return (
    <li aria-label={need.title} className={CARD}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status">
          <span className="font-medium">{need.commitment?.name}:</span> {done}
        </p>
        <Button
          variant="secondary"
          busy={undo.isPending}
          aria-label={`Undo: ${need.title}`}
          onClick={() => undo.mutate({ need, answer, back: true }, { onSuccess: onUndone })}
        >
          Undo
        </Button>
      </div>
      {undo.isError && (
        <Notice tone="problem" alert>
          {problemSentence(undo.error)}
        </Notice>
      )}
    </li>
  )
}
