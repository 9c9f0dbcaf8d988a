import { describe, expect, test } from 'vitest'
import type { Need } from '@/services/types'
import { choicesOf, keyOf } from './need-answers'

const NEED = {
  kind: 'missed',
  subject_id: 'choir',
  title: 'Choir did not come',
  detail: '',
  since: '2026-11-01',
  account_id: null,
  account_name: null,
  connection_id: null,
  commitment: { id: 'choir', name: 'Choir' },
  transaction: null,
  candidates: [],
} as unknown as Need

describe('What can be answered', () => {
  test.each([
    ['late', ['skip']],
    ['missed', ['skip', 'end']],
    ['series_ended', ['end', 'keep']],
    ['price_rise', ['acknowledge']],
    ['suggestion', []],
    ['renew_consent', []],
  ] as const)('about %s is %j', (kind, answers) => {
    expect(choicesOf({ ...NEED, kind }).map(({ answer }) => answer)).toEqual(answers)
  })

  test('is nothing without a commitment or a day to say it of', () => {
    expect(choicesOf({ ...NEED, commitment: null })).toEqual([])
    expect(choicesOf({ ...NEED, kind: 'late', since: null })).toEqual([])
  })

  test('two days of one commitment are two questions', () => {
    expect(keyOf(NEED)).not.toBe(keyOf({ ...NEED, since: '2026-12-01' }))
  })
})
