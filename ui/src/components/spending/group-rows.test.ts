import { expect, test } from 'vitest'
import type { Spending } from '@/services/types'
import { besideBefore, besideUsual } from './group-rows'

const spending = {
  groups: [
    { key: 'groceries', label: 'Groceries', total: 150_00, cash: 150_00, credit: 0, count: 3 },
    { key: 'own', label: 'Allotment', total: 12_00, cash: 12_00, credit: 0, count: 1 },
  ],
} as unknown as Spending

test('what is usual and was not spent on stands there at nothing, after what was', () => {
  const rows = besideUsual(
    spending,
    {
      groceries: { middle: 100_00, spread: 10_00 },
      transport: { middle: 40_00, spread: 5_00 },
      travel: { middle: 0, spread: 0 },
    },
    { groceries: 'higher' },
    { transport: 'Transport' },
  )
  expect(rows.map(({ label, total, before, standing }) => [label, total, before, standing])).toEqual([
    ['Groceries', 150_00, 100_00, 'higher'],
    ['Allotment', 12_00, null, 'unknown'],
    ['Transport', 0, 40_00, 'unknown'],
  ])
})

test('two periods stand side by side, the most spent first', () => {
  const rows = besideBefore({
    groups: [
      { key: 'a', label: 'A', total: 0, before: 90_00, change: -90_00 },
      { key: 'b', label: 'B', total: 10_00, before: 0, change: 10_00 },
    ],
  } as Parameters<typeof besideBefore>[0])
  expect(rows.map((row) => row.key)).toEqual(['b', 'a'])
})
