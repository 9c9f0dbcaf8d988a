import {
  acknowledgeStep,
  answerQuestion,
  changeCommitment,
  choosePayday,
  dismissMandate,
  joinAccounts,
  keepCommitment,
  skipOccurrence,
  takeBackAnswer,
  unacknowledgeStep,
  undismissMandate,
  unkeepCommitment,
  unskipOccurrence,
} from './api'
import type { Need } from './types'

/** One answer to what waits for the person: what the button says, does, and how it is undone. */
export interface Decision {
  label: string
  /** What stands in the card's place afterwards. */
  words: string
  isMain: boolean
  take: () => Promise<unknown>
  /** `null` where there is no way back. */
  undo: (() => Promise<unknown>) | null
}

const thrown = { throwOnError: true } as const

/** Which booked row a payment in question is, `null` for none of them. */
export function answerDecision(need: Need, sameAs: string | null, words: string): Decision {
  const path = { question_id: need.subject_id }
  return {
    label: '',
    words,
    isMain: false,
    take: () => answerQuestion({ path, body: { same_as: sameAs }, ...thrown }),
    undo: () => takeBackAnswer({ path, ...thrown }),
  }
}

/** The answers that can be given on the card itself; none where it is settled elsewhere. */
export function decisionsOn(need: Need): Decision[] {
  const { commitment, kind, since, subject_id } = need
  if (kind === 'new_mandate') {
    const path = { mandate_id: subject_id }
    return [
      {
        label: 'Don’t ask again',
        words: 'Not asked about again.',
        isMain: false,
        take: () => dismissMandate({ path, ...thrown }),
        undo: () => undismissMandate({ path, ...thrown }),
      },
    ]
  }
  if (kind === 'same_account' && need.account_id) {
    const path = { account_id: need.account_id }
    return [
      {
        label: 'Yes, make them one',
        words: 'They are one account now; each payment counts once.',
        isMain: true,
        take: () => joinAccounts({ path, body: { account_id: subject_id }, ...thrown }),
        undo: null,
      },
    ]
  }
  if (!commitment) return []
  const path = { commitment_id: commitment.id }
  const become = (status: 'confirmed' | 'rejected' | 'suggested' | 'ended') =>
    changeCommitment({ path, body: { status }, ...thrown })
  const { name } = commitment
  switch (kind) {
    case 'suggestion':
    case 'offered_again':
      return [
        {
          label: 'Yes',
          words: `${name} counts from now on.`,
          isMain: true,
          take: () => become('confirmed'),
          undo: () => become('suggested'),
        },
        {
          label: 'No',
          words: `${name} isn’t one.`,
          isMain: false,
          take: () => become('rejected'),
          undo: () => become('suggested'),
        },
      ]
    case 'late':
    case 'missed': {
      const ended: Decision = {
        label: 'It has ended',
        words: `${name} ended and isn’t counted any more.`,
        isMain: false,
        take: () => become('ended'),
        undo: () => become('confirmed'),
      }
      if (!since) return kind === 'missed' ? [ended] : []
      const occurrence = { ...path, date: since }
      const skipped: Decision = {
        label: 'Skip it this time',
        words: `${name} is skipped this time. The next one is expected as before.`,
        isMain: false,
        take: () => skipOccurrence({ path: occurrence, ...thrown }),
        undo: () => unskipOccurrence({ path: occurrence, ...thrown }),
      }
      return kind === 'missed' ? [skipped, ended] : [skipped]
    }
    case 'price_rise': {
      if (!since) return []
      const step = { ...path, date: since }
      return [
        {
          label: 'I know',
          words: `Noted. ${name} counts with the new amount from its day.`,
          isMain: true,
          take: () => acknowledgeStep({ path: step, ...thrown }),
          undo: () => unacknowledgeStep({ path: step, ...thrown }),
        },
      ]
    }
    case 'series_ended':
      return [
        {
          label: 'Yes, it ended',
          words: `${name} ended and isn’t counted any more.`,
          isMain: true,
          take: () => become('ended'),
          undo: () => become('confirmed'),
        },
        {
          label: 'No, keep it',
          words: `${name} goes on, and stays counted.`,
          isMain: false,
          take: () => keepCommitment({ path, ...thrown }),
          undo: () => unkeepCommitment({ path, ...thrown }),
        },
      ]
    case 'payday':
      return [
        {
          label: 'Yes, that’s payday',
          words: `${name} is your payday.`,
          isMain: true,
          take: () => choosePayday({ body: { commitment_ids: [commitment.id] }, ...thrown }),
          undo: () => choosePayday({ body: { commitment_ids: [] }, ...thrown }),
        },
      ]
    default:
      return []
  }
}

const OF_A_COMMITMENT: readonly Need['kind'][] = ['late', 'missed', 'price_rise', 'series_ended']

/** What changed about a commitment one has, or didn't come: asked where commitments are looked at, too. */
export function isAboutCommitment(need: Need): boolean {
  return OF_A_COMMITMENT.includes(need.kind) && decisionsOn(need).length > 0
}
