import { z } from 'zod'
import { moneyInput, parseMoney } from '@/lib/money'
import { parseRate, rateInput } from '@/lib/rates'
import type { Instalment, PaymentPlan, PaymentPlanBody, Transaction, WhatIfItem } from '@/services/types'

export interface PlanValues {
  name: string
  total: string
  instalments: string
  firstDate: string
  everyMonths: string
  apr: string
  accountId: string
}

const MOST_INSTALMENTS = 120

export function planSchema(currency: string) {
  return z.object({
    name: z.string().trim().min(1, 'Give it a name.'),
    total: z.string().refine((text) => (parseMoney(text, currency) ?? 0) > 0, 'Enter an amount, like 300.'),
    instalments: z
      .string()
      .refine(
        (text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_INSTALMENTS,
        `A number from 1 to ${MOST_INSTALMENTS}.`,
      ),
    firstDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Choose a date.'),
    everyMonths: z.string(),
    apr: z.string().refine((text) => parseRate(text) !== undefined, 'A rate like 24.9, or leave it empty.'),
    accountId: z.string(),
  })
}

/** What the form starts with: the plan itself, the purchase it is made of, or nothing. */
export function planStart(
  plan: PaymentPlan | null,
  purchase: Pick<Transaction, 'merchant' | 'description' | 'amount'> | null,
  currency: string,
): PlanValues {
  if (plan) {
    return {
      name: plan.name,
      total: moneyInput(plan.total, plan.currency),
      instalments: String(plan.instalments),
      firstDate: plan.first_date,
      everyMonths: String(plan.interval_months),
      apr: rateInput(plan.apr),
      accountId: plan.account_id ?? '',
    }
  }
  return {
    name: purchase ? (purchase.merchant ?? purchase.description) : '',
    total: purchase ? moneyInput(Math.abs(purchase.amount), currency) : '',
    instalments: '3',
    firstDate: '',
    everyMonths: '1',
    apr: '',
    accountId: '',
  }
}

export function planBody(entered: PlanValues, currency: string): PaymentPlanBody {
  return {
    name: entered.name.trim(),
    total: parseMoney(entered.total, currency) ?? 0,
    instalments: Number(entered.instalments),
    first_date: entered.firstDate,
    interval_months: Number(entered.everyMonths),
    apr: parseRate(entered.apr) ?? null,
    account_id: entered.accountId || null,
  }
}

/** The question whose answer shows what is being typed; null until it can be asked. */
export function planQuestion(entered: PlanValues, currency: string, today: string): WhatIfItem | null {
  if (!planSchema(currency).omit({ name: true }).safeParse(entered).success) return null
  if (entered.firstDate < today) return null
  const { total, first_date, account_id, ...terms } = planBody(entered, currency)
  return { ...terms, name: null, amount: -(total ?? 0), date: first_date, account_id: account_id ?? null }
}

export interface Progress {
  paid: Instalment[]
  ahead: Instalment[]
  leftMinor: number
}

/** What of a plan lies behind and what is still to come, by the day it is. */
export function progressOf({ schedule }: Pick<PaymentPlan, 'schedule'>, today: string): Progress {
  const ahead = schedule.filter(({ date }) => date >= today)
  return {
    paid: schedule.filter(({ date }) => date < today),
    ahead,
    leftMinor: ahead.reduce((sum, { amount }) => sum + amount, 0),
  }
}

/** What the plan costs beyond the purchase. */
export function interestOf({ schedule, total }: Pick<PaymentPlan, 'schedule' | 'total'>): number {
  return schedule.reduce((sum, { amount }) => sum + amount, 0) - total
}

/** "monthly", "every 3 months". */
export function intervalInWords(months: number): string {
  return months === 1 ? 'monthly' : `every ${months} months`
}
