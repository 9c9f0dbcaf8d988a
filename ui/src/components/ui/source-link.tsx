import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { LineSource } from './sources'

interface SourceLinkProps {
  source: LineSource
  sourceId: string | null
  accountId?: string | null
  children: ReactNode
}

const LINK = 'underline decoration-rule-strong underline-offset-4 hover:decoration-current'

/** What a line is of, as a way to where it is decided; plain words where there is no such place. */
export function SourceLink({ source, sourceId, accountId = null, children }: SourceLinkProps) {
  switch (source) {
    case 'transaction':
      return sourceId ? (
        <Link to="/transactions/$transactionId" params={{ transactionId: sourceId }} className={LINK}>
          {children}
        </Link>
      ) : (
        children
      )
    case 'account':
      return (
        <Link to="/transactions" search={{ account: sourceId ?? undefined }} className={LINK}>
          {children}
        </Link>
      )
    case 'commitment':
      return sourceId ? (
        <Link to="/commitments/$commitmentId" params={{ commitmentId: sourceId }} className={LINK}>
          {children}
        </Link>
      ) : (
        <Link to="/commitments" className={LINK}>
          {children}
        </Link>
      )
    case 'payday':
    case 'buffer':
      return (
        <Link to="/settings" className={LINK}>
          {children}
        </Link>
      )
    case 'card_repayment':
      return (
        <Link to="/cards" search={{ card: sourceId ?? undefined }} className={LINK}>
          {children}
        </Link>
      )
    case 'planned_item':
    case 'payment_plan':
      return (
        <Link to="/plans" search={{ open: sourceId ?? undefined }} className={LINK}>
          {children}
        </Link>
      )
    case 'goal':
      return (
        <Link to="/goals" search={{ open: sourceId ?? undefined }} className={LINK}>
          {children}
        </Link>
      )
    case 'overdraft':
      return (
        <Link to="/connections" hash={accountId ?? undefined} className={LINK}>
          {children}
        </Link>
      )
    case 'everyday':
      return (
        <Link to="/forecast" hash="accuracy" className={LINK}>
          {children}
        </Link>
      )
    case 'what_if':
      return children
    default:
      return source satisfies never
  }
}
