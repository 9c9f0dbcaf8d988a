import { forwardRef, type HTMLAttributes } from 'react'
import { cn } from '@/lib/cn'
import { type MoneyOptions, moneyParts } from '@/lib/money'

interface MoneyProps extends MoneyOptions, HTMLAttributes<HTMLSpanElement> {
  minor: number
  currency: string
  /** The hero sets its pence smaller than its pounds. */
  size?: 'text' | 'hero'
}

export const Money = forwardRef<HTMLSpanElement, MoneyProps>(function Money(
  { minor, currency, sign, short, size = 'text', className, ...rest },
  ref,
) {
  const parts = moneyParts(minor, currency, { sign, short })
  return (
    <span ref={ref} className={cn('figures', className)} {...rest}>
      {parts.sign}
      {parts.symbol}
      {parts.whole}
      {size === 'hero' ? (
        <span className="text-[0.5em] font-medium tracking-normal text-muted">{parts.fraction}</span>
      ) : (
        parts.fraction
      )}
    </span>
  )
})
