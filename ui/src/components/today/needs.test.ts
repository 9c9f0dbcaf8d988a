import { describe, expect, test } from 'vitest'
import { keyOf, withSettled } from '@/services/needs'
import type { Need } from '@/services/types'
import { answerInWords, isQuestion, noneInWords } from './needs'

function need(subject_id: string, given: Partial<Need> = {}): Need {
  return {
    kind: 'settled_as',
    subject_id,
    title: 'What became of it?',
    detail: '',
    since: null,
    account_id: null,
    account_name: null,
    connection_id: null,
    commitment: null,
    transaction: null,
    candidates: [],
    ...given,
  }
}

const row = {
  id: 'r',
  date: '2026-11-18',
  description: 'NANDOS',
  merchant: null,
  amount: -2400,
  currency: 'GBP',
  status: 'booked' as const,
}

describe('withSettled', () => {
  test('leaves what was settled in its place, and what is open around it', () => {
    const [a, b, c] = [need('a'), need('b'), need('c')]
    const cards = withSettled([a, c], [{ need: b, words: 'Done.', place: 1, undo: null }])
    expect(cards.map(({ need: each, words }) => [each.subject_id, words])).toEqual([
      ['a', null],
      ['b', 'Done.'],
      ['c', null],
    ])
  })

  test('shows it once while the list still holds it', () => {
    const a = need('a')
    expect(withSettled([a], [{ need: a, words: 'Done.', place: 0, undo: null }])).toHaveLength(1)
  })
})

describe('words', () => {
  test('say what was decided', () => {
    const asked = need('a', { candidates: [row] })
    expect(answerInWords(asked, 'r', '2026-11-19')).toBe('One payment: £24.00, yesterday. It counts once.')
    expect(answerInWords(asked, null, '2026-11-19')).toBe('None of them, then.')
    expect(answerInWords({ ...asked, kind: 'possible_double' }, null, '2026-11-19')).toMatch(/separate/)
    expect(noneInWords(asked)).toBe('No, it isn’t')
    expect(noneInWords(need('a', { candidates: [row, row] }))).toBe('None of these')
  })

  test('a kind never heard of is no question, and has a key of its own', () => {
    const strange = need('a', { kind: 'price_rise' as Need['kind'] })
    expect(isQuestion(strange)).toBe(false)
    expect(keyOf(strange)).not.toBe(keyOf(need('a')))
  })

  test('two days of one commitment are two questions', () => {
    const missed = need('a', { kind: 'missed', since: '2026-11-01' })
    expect(keyOf(missed)).not.toBe(keyOf({ ...missed, since: '2026-12-01' }))
  })
})
