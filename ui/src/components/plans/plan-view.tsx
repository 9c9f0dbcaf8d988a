import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { DeleteButton } from '@/components/ui/delete-button'
import { TextField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { dayInWords } from '@/lib/dates'
import { currencySymbol, moneyInput, parseMoney } from '@/lib/money'
import { rateInWords } from '@/lib/rates'
import { problemSentence } from '@/services/problems'
import {
  cancelPaymentPlanMutation,
  deletePaymentPlanMutation,
  resumePaymentPlanMutation,
  settlePaymentPlanMutation,
} from '@/services/queries'
import type { PaymentPlan } from '@/services/types'
import { interestOf } from './plan-values'
import { ScheduleTable } from './schedule-table'

interface PlanViewProps {
  plan: PaymentPlan
  accountName: string | undefined
  today: string
  onEdit: () => void
  onGone: () => void
}

/** One plan: every payment, what it costs, and its two early ends, each with a way back. */
export function PlanView({ plan, accountName, today, onEdit, onGone }: PlanViewProps) {
  const queryClient = useQueryClient()
  const onSuccess = () => queryClient.invalidateQueries()
  const resume = useMutation({ ...resumePaymentPlanMutation(), onSuccess })
  const remove = useMutation({ ...deletePaymentPlanMutation(), onSuccess: () => onSuccess().then(onGone) })
  const interest = interestOf(plan)
  const isActive = plan.status === 'active'
  return (
    <div className="flex flex-col gap-6">
      {!isActive && (
        <Notice>
          <p>
            {plan.status === 'settled' ? 'Settled' : 'Cancelled'}
            {plan.ended_on && ` ${dayInWords(plan.ended_on, today)}`}. Nothing after that counts in any
            figure.
          </p>
          <Button
            variant="quiet"
            busy={resume.isPending}
            onClick={() => resume.mutate({ path: { plan_id: plan.id } })}
          >
            Take it back
          </Button>
          {resume.isError && <p role="alert">{problemSentence(resume.error)}</p>}
        </Notice>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        <dt className="text-muted">The purchase</dt>
        <dd className="text-right">
          {plan.purchase_transaction_id ? (
            <Link
              to="/transactions/$transactionId"
              params={{ transactionId: plan.purchase_transaction_id }}
              className="underline underline-offset-4"
            >
              <Money minor={plan.total} currency={plan.currency} />
            </Link>
          ) : (
            <Money minor={plan.total} currency={plan.currency} />
          )}
        </dd>
        {plan.apr !== null && isActive && (
          <>
            <dt className="text-muted">Interest at {rateInWords(plan.apr)} a year</dt>
            <dd className="text-right">
              <Money minor={interest} currency={plan.currency} />
            </dd>
          </>
        )}
        <dt className="text-muted">Leaves from</dt>
        <dd className="text-right">{accountName ?? 'not said'}</dd>
      </dl>
      <ScheduleTable schedule={plan.schedule} currency={plan.currency} today={today} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        {isActive && (
          <>
            <Button variant="secondary" onClick={onEdit}>
              Edit
            </Button>
            <SettleEarly plan={plan} today={today} />
            <CancelPlan plan={plan} />
          </>
        )}
        <DeleteButton
          label="Delete"
          title={`Delete ${plan.name}?`}
          busy={remove.isPending}
          problem={remove.isError ? problemSentence(remove.error) : null}
          onDelete={() => remove.mutate({ path: { plan_id: plan.id } })}
        >
          The plan goes for good, and none of it counts in any figure. To keep its history, cancel it instead.
        </DeleteButton>
      </div>
    </div>
  )
}

function SettleEarly({ plan, today }: { plan: PaymentPlan; today: string }) {
  const queryClient = useQueryClient()
  const known = plan.settles_for === null ? '' : moneyInput(plan.settles_for, plan.currency)
  const [isAsking, setIsAsking] = useState(false)
  const [amount, setAmount] = useState(known)
  const [day, setDay] = useState(today)
  const settle = useMutation({
    ...settlePaymentPlanMutation(),
    onSuccess: () => queryClient.invalidateQueries().then(() => setIsAsking(false)),
  })
  const minor = parseMoney(amount, plan.currency)
  return (
    <>
      <Button variant="quiet" onClick={() => setIsAsking(true)}>
        Settle early
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Settle ${plan.name} early?`}
        confirm="Settle it"
        tone="primary"
        busy={settle.isPending || minor === null || minor < 0 || !day}
        problem={settle.isError ? problemSentence(settle.error) : null}
        onConfirm={() => settle.mutate({ path: { plan_id: plan.id }, body: { date: day, amount: minor } })}
      >
        <p>
          One last payment, and none after it. By our reckoning it takes{' '}
          <Money minor={plan.settles_for ?? 0} currency={plan.currency} className="font-semibold" /> today;
          put in the lender’s figure if it says another. Nothing is paid from here, and you can take it back.
        </p>
        <div className="grid grid-cols-2 gap-4">
          <TextField
            label="For"
            prefix={currencySymbol(plan.currency)}
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            problem={minor === null ? 'Enter an amount.' : undefined}
            onChange={(event) => setAmount(event.target.value)}
          />
          <TextField
            label="On"
            type="date"
            min={plan.first_date}
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        </div>
      </Confirm>
    </>
  )
}

function CancelPlan({ plan }: { plan: PaymentPlan }) {
  const queryClient = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const cancel = useMutation({
    ...cancelPaymentPlanMutation(),
    onSuccess: () => queryClient.invalidateQueries().then(() => setIsAsking(false)),
  })
  return (
    <>
      <Button variant="quiet" onClick={() => setIsAsking(true)}>
        Cancel the plan
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Cancel ${plan.name}?`}
        confirm="Cancel the plan"
        busy={cancel.isPending}
        problem={cancel.isError ? problemSentence(cancel.error) : null}
        onConfirm={() => cancel.mutate({ path: { plan_id: plan.id } })}
      >
        <p>
          None of its payments count from today, as when the purchase was returned. This changes nothing at
          the lender, and you can take it back.
        </p>
      </Confirm>
    </>
  )
}
