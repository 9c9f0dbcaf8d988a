import { describe, expect, test } from 'vitest'
import { codeSentence, fieldProblems, problemSentence, problemStatus } from './problems'

const problem = { title: 'Conflict', status: 409, code: 'some_new_code', detail: 'That name is taken.' }

describe('problemSentence', () => {
  test('says what to do about a known code', () => {
    expect(problemSentence({ ...problem, code: 'invalid_credentials' })).toMatch(/don’t match/)
  })

  test('falls back to the sentence of the API', () => {
    expect(problemSentence(problem)).toBe('That name is taken.')
    expect(problemSentence({ ...problem, detail: null })).toBe('Conflict')
  })

  test('never shows the inside of a failure of ours', () => {
    expect(problemSentence({ ...problem, status: 500, detail: 'KeyError: 7' })).toMatch(/on our side/)
  })

  test('says that the app could not be reached when nothing came back', () => {
    expect(problemSentence(new TypeError('Failed to fetch'))).toMatch(/couldn’t reach the app/)
    expect(problemStatus(new TypeError('Failed to fetch'))).toBeNull()
  })
})

describe('codeSentence', () => {
  test('is plain even for a code it has never seen', () => {
    expect(codeSentence('access_denied')).toMatch(/You stopped at the bank/)
    expect(codeSentence('temporarily_broken')).not.toMatch(/_/)
  })
})

describe('fieldProblems', () => {
  test('is empty unless the API named fields', () => {
    expect(fieldProblems(problem)).toEqual([])
    expect(fieldProblems({ ...problem, errors: [{ field: 'email', message: 'Too long.' }] })).toHaveLength(1)
  })
})
