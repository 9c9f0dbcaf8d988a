import { describe, expect, test } from 'vitest'
import { decisionsOn, isAboutCommitment } from './decisions'
import type { Need } from './types'

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

const labels = (need: Need) => decisionsOn(need).map(({ label }) => label)

describe('What can be decided', () => {
  test.each([
    ['late', ['Skip it this time']],
    ['missed', ['Skip it this time', 'It has ended']],
    ['series_ended', ['Yes, it ended', 'No, keep it']],
    ['price_rise', ['I know']],
    ['suggestion', ['Yes', 'No']],
    ['payday', ['Yes, that’s payday']],
    ['new_mandate', ['Don’t ask again']],
    ['renew_consent', []],
  ] as const)('about %s is %j', (kind, answers) => {
    expect(labels({ ...NEED, kind })).toEqual(answers)
  })

  test('is less without a day, and nothing without a commitment', () => {
    expect(labels({ ...NEED, since: null })).toEqual(['It has ended'])
    expect(labels({ ...NEED, kind: 'late', since: null })).toEqual([])
    expect(labels({ ...NEED, commitment: null })).toEqual([])
  })

  test('stands beside commitments only where it is about one that counts', () => {
    expect(isAboutCommitment(NEED)).toBe(true)
    expect(isAboutCommitment({ ...NEED, kind: 'suggestion' })).toBe(false)
    expect(isAboutCommitment({ ...NEED, commitment: null })).toBe(false)
  })
})
