import { Link } from '@tanstack/react-router'
import { buttonClass } from '@/components/ui/button'
import { DecisionButtons, DecisionCard, SettledCard } from '@/components/ui/decision-card'
import { Section } from '@/components/ui/section'
import { useDecision, useSettled, useTakeBack } from '@/hooks/use-decisions'
import { type Decision, decisionsOn, isAboutCommitment } from '@/services/decisions'
import { keyOf } from '@/services/needs'
import { problemSentence } from '@/services/problems'
import type { Need } from '@/services/types'

/** What changed or didn't come: one decision each, with what it means and a way back. */
export function CommitmentQuestions({ needs, of }: { needs: Need[]; of?: string }) {
  const asked = needs.filter(
    (need) => isAboutCommitment(need) && (of === undefined || need.subject_id === of),
  )
  const { cards, settle, takeBack } = useSettled(asked)
  if (cards.length === 0) return null
  const open = cards.filter(({ words }) => words === null).length
  return (
    <Section
      title={of ? 'A question' : 'What changed'}
      aside={open > 0 && <span className="figures text-muted">{open}</span>}
    >
      <ul className="flex flex-col gap-3 pt-4">
        {cards.map(({ need, words, undo }, place) =>
          words === null ? (
            <Asked
              key={keyOf(need)}
              need={need}
              hasLink={of === undefined}
              onSettled={(decision) => settle(need, place, decision)}
            />
          ) : (
            <Answered
              key={keyOf(need)}
              title={need.title}
              words={words}
              undo={undo}
              onUndone={() => takeBack(need)}
            />
          ),
        )}
      </ul>
    </Section>
  )
}

interface AskedProps {
  need: Need
  hasLink: boolean
  onSettled: (decision: Decision) => void
}

function Asked({ need, hasLink, onSettled }: AskedProps) {
  const decide = useDecision(onSettled)
  return (
    <DecisionCard title={need.title} detail={need.detail} kind={need.kind}>
      <DecisionButtons
        about={need.title}
        choices={decisionsOn(need)}
        busy={decide.isPending}
        problem={decide.isError ? problemSentence(decide.error) : null}
        onChoose={(decision) => decide.mutate(decision)}
      >
        {hasLink && (
          <Link
            to="/commitments/$commitmentId"
            params={{ commitmentId: need.subject_id }}
            className={buttonClass('quiet')}
          >
            See its payments
          </Link>
        )}
      </DecisionButtons>
    </DecisionCard>
  )
}

interface AnsweredProps {
  title: string
  words: string
  undo: Decision['undo']
  onUndone: () => void
}

function Answered({ title, words, undo, onUndone }: AnsweredProps) {
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
