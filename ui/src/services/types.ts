/** Names the app uses for what the API returns. */
import type {
  AccountOut,
  AccountSummaryOut,
  CandidateOut,
  CardSummaryOut,
  CommitmentIn,
  CommitmentOut,
  ConnectionOut,
  LineOut,
  OccurrenceOut,
  OwedOut,
  PaydayOut,
  PlannedItemOut,
  ProviderOut,
  RepaymentPlanIn,
  RepaymentPlanOut,
  SessionOut,
  SummaryOut,
  SyncOut,
  TermOut,
  TransactionOut,
} from './api'

export type Account = AccountOut
export type AccountOfSummary = AccountSummaryOut
export type AccountKind = AccountOut['kind']
export type CardOfSummary = CardSummaryOut
export type Commitment = CommitmentOut
export type CommitmentBody = CommitmentIn
export type Connection = ConnectionOut
export type Line = LineOut
export type Occurrence = OccurrenceOut
export type Owed = OwedOut
export type Payday = PaydayOut
export type PaydayCandidate = CandidateOut
export type PlannedItem = PlannedItemOut
export type Provider = ProviderOut
export type RepaymentPlan = RepaymentPlanOut
export type RepaymentPlanBody = RepaymentPlanIn
export type SignedInSession = SessionOut
export type Summary = SummaryOut
export type Sync = SyncOut
export type SyncPart = SyncOut['parts'][number]
export type Term = TermOut
export type Transaction = TransactionOut
