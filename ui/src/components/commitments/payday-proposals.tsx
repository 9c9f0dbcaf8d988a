import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CheckField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { dayInWords } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { choosePaydayMutation } from '@/services/queries'
import type { Commitment, Payday, PaydayProposal } from '@/services/types'
import { Tag } from './commitment-list'
import { confidenceInWords } from './commitment-words'
import { EvidenceRows } from './evidence-rows'
import { withChosen } from './payday-words'

interface PaydayProposalsProps {
  payday: Payday
  commitments: Commitment[]
  today: string
}

/** The incomes that could end the window, each with the rows that say so; several can. */
export function PaydayProposals({ payday, commitments, today }: PaydayProposalsProps) {
  const queryClient = useQueryClient()
  const start = startingChoice(payday)
  const [chosen, setChosen] = useState<readonly string[]>(start)
  const choose = useMutation({
    ...choosePaydayMutation(),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const stands = payday.rule === null && !payday.is_default && sameSet(chosen, payday.commitment_ids)
  return (
    <form
      className="flex flex-col gap-4 py-4"
      onSubmit={(event) => {
        event.preventDefault()
        choose.mutate({ body: { commitment_ids: [...chosen] } })
      }}
    >
      {choose.isError && (
        <Notice tone="problem" alert>
          {problemSentence(choose.error)}
        </Notice>
      )}
      <fieldset>
        <legend className="pb-2 text-muted">
          Tick each income you are paid by. With more than one earner, figures run to whichever comes next.
        </legend>
        {payday.proposals.map((proposal) => (
          <Proposal
            key={proposal.commitment_id}
            proposal={proposal}
            commitment={commitments.find(({ id }) => id === proposal.commitment_id)}
            today={today}
            isChosen={chosen.includes(proposal.commitment_id)}
            onChange={(isChosen) => setChosen(withChosen(chosen, proposal.commitment_id, isChosen))}
          />
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" busy={choose.isPending} disabled={chosen.length === 0 || stands}>
          {chosen.length > 1 ? 'These are my paydays' : 'This is my payday'}
        </Button>
        <p role="status" className="text-muted">
          {stands && (choose.isSuccess ? 'Saved.' : 'As it stands.')}
        </p>
      </div>
    </form>
  )
}

interface ProposalProps {
  proposal: PaydayProposal
  commitment: Commitment | undefined
  today: string
  isChosen: boolean
  onChange: (isChosen: boolean) => void
}

function Proposal({ proposal, commitment, today, isChosen, onChange }: ProposalProps) {
  const { name, sentence, confidence, next_date, status, is_recommended, is_universal_credit } = proposal
  return (
    <div className="border-b border-rule py-3">
      <CheckField
        label={
          <>
            <span className="font-medium">{name}</span>
            {is_recommended && <Tag>looks like your pay</Tag>}
          </>
        }
        hint={[
          sentence,
          next_date && `Next ${dayInWords(next_date, today)}.`,
          confidence !== null && `${confidenceInWords(confidence)}.`,
          is_universal_credit &&
            'Universal Credit: paid on the same day each month, earlier before a weekend.',
          status === 'suggested' && 'Choosing it also confirms it as an income.',
        ]
          .filter(Boolean)
          .join(' ')}
        checked={isChosen}
        onChange={(event) => onChange(event.target.checked)}
      />
      {commitment && commitment.history.length > 0 && (
        <details className="pl-8">
          <summary className="flex min-h-11 cursor-pointer items-center text-accent underline decoration-rule-strong underline-offset-4">
            Show its payments
            <span className="sr-only">: {name}</span>
          </summary>
          <EvidenceRows commitment={commitment} today={today} />
        </details>
      )}
    </div>
  )
}

/** What was chosen, or what is recommended until something is. */
function startingChoice(payday: Payday): string[] {
  if (!payday.is_default && payday.rule === null) return payday.commitment_ids
  const best = payday.proposals.filter((each) => each.is_recommended).map((each) => each.commitment_id)
  return best.length > 0 ? best : payday.commitment_ids
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each))
}
