import { describe, expect, test } from 'vitest'
import type { CommitmentPayment } from '@/services/types'
import { stepChart } from './steps'

const FRAME = { width: 104, height: 54, left: 2, right: 2, top: 2, bottom: 2 }

function payment(date: string, amount: number): CommitmentPayment {
  return { transaction_id: date, date, amount, description: 'CHOIR', status: 'booked', change: null }
}

describe('The price over time', () => {
  test('holds until a payment changes it, and goes straight up to it', () => {
    const { points, path, low, high } = stepChart(
      [payment('2026-01-01', 999), payment('2026-01-06', 1099), payment('2026-01-11', 1099)],
      FRAME,
    )
    expect([low, high]).toEqual([999, 1099])
    expect(points.map(({ x }) => x)).toEqual([2, 52, 102])
    expect(path).toBe('M2 52H52V2H102V2')
  })

  test('is a line across the middle where it never changed', () => {
    const { path } = stepChart([payment('2026-01-01', -999), payment('2026-02-01', -999)], FRAME)
    expect(path).toBe('M2 27H102V27')
  })

  test('stands alone in the middle with one payment', () => {
    expect(stepChart([payment('2026-01-01', 999)], FRAME).path).toBe('M52 27')
  })
})
