/** Names the app uses for what the API returns. */
import type {
  AccountLowOut,
  AccountOut,
  AccuracyOut,
  CalendarOccurrenceOut,
  CardOut,
  CategoryOut,
  ChangeOut,
  ChangesOut,
  ColumnsBody,
  CommitmentIn,
  CommitmentOut,
  CommitmentPatch,
  CommitmentPaymentOut,
  ComparedOut,
  ComparisonOut,
  ConnectionOut,
  DayOut,
  EventOut,
  FeedOut,
  FlowsOut,
  ForecastOut,
  GoalIn,
  GoalOut,
  GroupOut,
  HorizonOut,
  ImportOut,
  ImportPatch,
  ImportResultOut,
  ImportRowOut,
  InsightOut,
  InstalmentOut,
  LeftOutOut,
  LeftOutsOut,
  LineOut,
  MerchantOut,
  Nation,
  NeedOut,
  NeedRowOut,
  OccurrenceOut,
  OwedOut,
  PaceOut,
  PaydayOut,
  PaydayProposalOut,
  PaymentPlanIn,
  PaymentPlanOut,
  PlannedItemOut,
  PriceStepOut,
  ProviderOut,
  QualityOut,
  RefusedOut,
  RepaymentDueOut,
  RepaymentOut,
  RuleIn,
  RuleOut,
  SaidBalanceOut,
  ShortfallOut,
  SortingOut,
  SpendingOut,
  SummaryOut,
  SyncAccountOut,
  SyncOut,
  SyncPartOut,
  TermOut,
  TransactionDetailOut,
  TransactionOut,
  TransactionPatch,
  TrendMonthOut,
  TrendOut,
  UndoneOut,
  WayOut,
  WhatIfItemIn,
  WhatIfOut,
} from './api'

export type { Nation }

export type Account = AccountOut
export type AccountLow = AccountLowOut
export type CardDebt = CardOut
export type Category = CategoryOut
export type Commitment = CommitmentOut
export type CommitmentBody = CommitmentIn
export type CommitmentChanges = CommitmentPatch
export type CommitmentPayment = CommitmentPaymentOut
export type DatedOccurrence = CalendarOccurrenceOut
export type PaydayProposal = PaydayProposalOut
export type PriceStep = PriceStepOut
export type Connection = ConnectionOut
export type Forecast = ForecastOut
export type ForecastDay = DayOut
export type ForecastEvent = EventOut
export type WhatIf = WhatIfOut
export type WhatIfItem = WhatIfItemIn
export type Way = WayOut
export type Feed = FeedOut
export type Line = LineOut
export type Need = NeedOut
export type NeedRow = NeedRowOut
export type Occurrence = OccurrenceOut
export type Owed = OwedOut
export type Payday = PaydayOut
export type PlannedItem = PlannedItemOut
export type Provider = ProviderOut
export type Quality = QualityOut
export type Repayment = RepaymentOut
export type Summary = SummaryOut
export type Sync = SyncOut
export type SyncAccount = SyncAccountOut
export type SyncPart = SyncPartOut
export type Term = TermOut
export type TransactionDetail = TransactionDetailOut
export type Transaction = TransactionOut
export type ImportChanges = ImportPatch
export type ImportColumns = ColumnsBody
export type ImportPreview = ImportOut
export type ImportRefused = RefusedOut
export type ImportResult = ImportResultOut
export type ImportRow = ImportRowOut
export type ImportUndone = UndoneOut
export type SaidBalance = SaidBalanceOut
export type ComparedGroup = ComparedOut
export type Comparison = ComparisonOut
export type Flows = FlowsOut
export type Insight = InsightOut
export type LeftOut = LeftOutOut
export type LeftOuts = LeftOutsOut
export type Merchant = MerchantOut
export type Rule = RuleOut
export type RuleBody = RuleIn
export type Sorting = SortingOut
export type Spending = SpendingOut
export type SpendingGroup = GroupOut
export type SpendingMonth = TrendMonthOut
export type SpendingPace = PaceOut
export type SpendingTrend = TrendOut
export type TransactionChange = TransactionPatch
export type Accuracy = AccuracyOut
export type Change = ChangeOut
export type Changes = ChangesOut
export type Goal = GoalOut
export type GoalBody = GoalIn
export type Horizon = HorizonOut
export type Instalment = InstalmentOut
export type PaymentPlan = PaymentPlanOut
export type PaymentPlanBody = PaymentPlanIn
export type RepaymentDue = RepaymentDueOut
export type Shortfall = ShortfallOut
