import { describe, expect, test } from 'vitest'
import { current, neighbour, stepOf } from './deck'

const press = (key: string, held: Partial<KeyboardEventInit> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

describe('The keys', () => {
  test.each([
    ['y', 'confirm'],
    ['Y', 'confirm'],
    ['n', 'reject'],
    ['e', 'change'],
    ['u', 'undo'],
    ['ArrowRight', 'next'],
    ['ArrowLeft', 'previous'],
    ['ArrowDown', null],
    ['Enter', null],
  ])('%s means %s', (key, step) => {
    expect(stepOf(press(key))).toBe(step)
  })

  test('with a modifier are the browser’s', () => {
    expect(stepOf(press('n', { ctrlKey: true }))).toBeNull()
    expect(stepOf(press('y', { metaKey: true }))).toBeNull()
    expect(stepOf(press('ArrowLeft', { altKey: true }))).toBeNull()
  })
})

describe('Going through', () => {
  test('starts with the one asked for, or the first that is still open', () => {
    expect(current(['a', 'b'], 'b')).toBe('b')
    expect(current(['a', 'b'], 'gone')).toBe('a')
    expect(current(['a', 'b'], undefined)).toBe('a')
    expect(current([], 'a')).toBeNull()
  })

  test('goes round the end, and nowhere when none is left', () => {
    expect(neighbour(['a', 'b', 'c'], 'c', 1)).toBe('a')
    expect(neighbour(['a', 'b', 'c'], 'a', -1)).toBe('c')
    expect(neighbour(['a'], 'a', 1)).toBeNull()
    expect(neighbour(['a', 'b'], 'gone', 1)).toBe('a')
  })
})
