import { type ButtonHTMLAttributes, forwardRef } from 'react'
import { cn } from '@/lib/cn'

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: Variant
  /** Says that the press is being worked on, and takes no second one. */
  busy?: boolean
}

const VARIANTS: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong px-4',
  secondary: 'border border-rule-strong bg-surface text-ink hover:bg-sunken px-4',
  quiet:
    'text-accent underline decoration-rule-strong underline-offset-4 hover:decoration-current -mx-1 px-1',
  danger: 'bg-negative text-paper hover:opacity-90 px-4',
}

export function buttonClass(variant: Variant = 'primary'): string {
  return cn(
    'inline-flex min-h-11 items-center justify-center gap-2 rounded-md text-body font-medium',
    'motion-safe:transition-colors motion-safe:duration-100 disabled:cursor-default disabled:opacity-60',
    VARIANTS[variant],
  )
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = 'primary', busy = false, className, disabled, type = 'button', ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cn(buttonClass(variant), className)}
      {...rest}
    />
  )
})
