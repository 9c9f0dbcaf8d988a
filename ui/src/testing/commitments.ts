/** Commitments for tests, as the API sends them. */
import type { Commitment, DatedOccurrence } from '@/services/types'

export function commitmentLike(changes: Partial<Commitment> = {}): Commitment {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    name: 'Choir',
    direction: 'out',
    amount: 1299,
    currency: 'GBP',
    variable: false,
    cadence: { kind: 'monthly_day', day: 22, every: 1, skip_months: [] },
    next_date: '2026-11-22',
    next_due_date: '2026-11-23',
    shift: 'next_working_day',
    ends_on: null,
    account_id: null,
    status: 'confirmed',
    origin: 'detected',
    confidence: 0.97,
    evidence: [],
    why: [],
    price_steps: [],
    history: [],
    range: null,
    series_state: 'active',
    is_offered_again: false,
    edited: [],
    is_payday: false,
    yearly_amount: 15_588,
    yearly_cost: 15_588,
    ...changes,
  }
}

export function occurrenceLike(changes: Partial<DatedOccurrence> = {}): DatedOccurrence {
  return {
    commitment_id: '00000000-0000-4000-8000-000000000001',
    date: '2026-11-22',
    due_date: '2026-11-23',
    amount: -1299,
    status: 'expected',
    owed: -1299,
    transaction_id: null,
    paid_date: null,
    paid_amount: null,
    timing: null,
    days_off: null,
    is_told: false,
    ...changes,
  }
}
