import { Money } from '@/components/ui/money'
import type { Commitment } from '@/services/types'

interface AmountProps {
  commitment: Pick<Commitment, 'amount' | 'currency' | 'variable'>
  className?: string
  /** Leave "varies" out where there is no room for it. */
  isShort?: boolean
}

/** What is expected; a guess looks like one: "about £45, varies". */
export function Amount({ commitment, className, isShort = false }: AmountProps) {
  const { amount, currency, variable } = commitment
  if (!variable) return <Money minor={amount} currency={currency} className={className} />
  return (
    <span className="whitespace-nowrap">
      <span className="text-[0.85em] font-normal text-muted">about </span>
      <Money minor={amount} currency={currency} className={className} />
      {!isShort && <span className="text-[0.85em] font-normal text-muted">, varies</span>}
    </span>
  )
}
