import { describe, expect, test } from 'vitest'
import type { Feed, Summary } from '@/services/types'
import { summary } from '@/testing/fixtures'
import { accountAge, feedTroubles, freshnessInWords } from './feed-words'

const feed: Feed = {
  connection_id: 'c',
  display_name: 'Harbour Bank',
  age_hours: 2,
  status: 'active',
  account_ids: ['a'],
  sentence: null,
  quality: null,
}

function of(...feeds: Partial<Feed>[]): Summary {
  return { ...summary, feeds: feeds.map((each) => ({ ...feed, ...each })) }
}

describe('freshnessInWords', () => {
  test('is as old as the oldest bank', () => {
    expect(freshnessInWords(of({}, { age_hours: 5 }))).toBe('Updated 5 hours ago')
    expect(freshnessInWords(of())).toBeNull()
  })

  test('never says updated while one bank is behind, and names it with its age', () => {
    expect(freshnessInWords(of({}, { display_name: 'Fable', age_hours: 72 }))).toBe(
      'Not all of it is current: Fable is as it was 3 days ago.',
    )
    expect(freshnessInWords(of({ status: 'expired' }))).toBe(
      'Not all of it is current: Harbour Bank is as it was 2 hours ago, and no longer shares.',
    )
    expect(freshnessInWords(of({ age_hours: null }))).toMatch(/hasn’t been read yet/)
  })
})

describe('accountAge', () => {
  test('stands beside the figures of that bank only', () => {
    const behind = of({ age_hours: 48 }, { account_ids: ['b'] })
    expect(accountAge(behind, 'a')).toBe('as it was 2 days ago')
    expect(accountAge(behind, 'b')).toBeNull()
    expect(accountAge(behind, 'kept by hand')).toBeNull()
  })
})

describe('feedTroubles', () => {
  test('says what the API says, and a failed read by itself', () => {
    expect(feedTroubles(of({}, { sentence: 'Fable is as it was.' }, { status: 'error' }))).toEqual([
      { connectionId: 'c', sentence: 'Fable is as it was.' },
      {
        connectionId: 'c',
        sentence: 'Harbour Bank couldn’t be read last time, so this figure may be behind.',
      },
    ])
  })
})
