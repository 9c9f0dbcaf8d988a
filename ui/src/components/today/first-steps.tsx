import { Link } from '@tanstack/react-router'
import { buttonClass } from '@/components/ui/button'
import { cn } from '@/lib/cn'

/** Today before there is anything to show: what happens, and the one thing to press. */
export function FirstSteps({ name }: { name: string | null }) {
  return (
    <section className="flex max-w-xl flex-col gap-6 py-4 md:py-10">
      <h1 className="text-figure font-semibold">{name ? `Hello, ${name}` : 'Hello'}</h1>
      <p className="text-lead text-muted">
        Three short steps to your first figure. You can stop after any of them and come back.
      </p>
      <ol className="flex flex-col border-t border-rule">
        <Step number={1} title="Connect a bank" isNow>
          You sign in at your bank and choose what to share. We only read; nothing can be paid from here.
        </Step>
        <Step number={2} title="Say when you’re paid">
          So that the figure runs to a day, not for ever.
        </Step>
        <Step number={3} title="Add what has to leave before then">
          Rent, bills, subscriptions. Each is taken off once, on its day.
        </Step>
      </ol>
      <div className="flex flex-wrap items-center gap-4">
        <Link to="/connect" className={buttonClass()}>
          Connect a bank
        </Link>
        <Link to="/connections" search={{ add: 'account' }} className={buttonClass('quiet')}>
          Keep an account by hand instead
        </Link>
      </div>
    </section>
  )
}

/** Shown on Today while something that makes the figure true is still missing. */
export function NextStep({ hasPayday, hasCommitments }: { hasPayday: boolean; hasCommitments: boolean }) {
  if (!hasPayday) {
    return (
      <Prompt
        title="When are you paid?"
        text="Add your wage and this figure runs to payday. Until then it covers the next 30 days."
        action={
          <Link to="/commitments" search={{ add: 'income' }} className={buttonClass()}>
            Add your payday
          </Link>
        }
      />
    )
  }
  if (!hasCommitments) {
    return (
      <Prompt
        title="What leaves before then?"
        text="No bills are entered yet, so this figure is higher than it should be."
        action={
          <Link to="/commitments" search={{ add: 'bill' }} className={buttonClass()}>
            Add a bill
          </Link>
        }
      />
    )
  }
  return null
}

function Prompt({ title, text, action }: { title: string; text: string; action: React.ReactNode }) {
  return (
    <aside className="flex flex-col items-start gap-3 rounded-lg border border-rule bg-surface p-5 md:flex-row md:items-center md:justify-between">
      <div>
        <p className="text-lead font-semibold">{title}</p>
        <p className="text-muted">{text}</p>
      </div>
      <div className="shrink-0">{action}</div>
    </aside>
  )
}

function Step({
  number,
  title,
  isNow = false,
  children,
}: {
  number: number
  title: string
  isNow?: boolean
  children: string
}) {
  return (
    <li className="flex gap-4 border-b border-rule py-4">
      <span
        aria-hidden
        className={cn('figures w-6 shrink-0 text-lead font-semibold', isNow ? 'text-accent' : 'text-muted')}
      >
        {number}
      </span>
      <span className="flex-1">
        <span className="block font-semibold">{title}</span>
        <span className="block text-muted">{children}</span>
      </span>
    </li>
  )
}
