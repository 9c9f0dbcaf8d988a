import { type ReactNode, useId } from 'react'
import { cn } from '@/lib/cn'

interface SectionProps {
  title: string
  /** Stands at the right of the title: a total, or the one action of the section. */
  aside?: ReactNode
  children: ReactNode
  className?: string
}

/** A titled part of a page, set off by space and one rule rather than a box. */
export function Section({ title, aside, children, className }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cn('flex flex-col', className)}>
      <div className="flex min-h-11 items-end justify-between gap-4 border-b border-ink pb-2 [&>a]:-my-2.5 [&>a]:inline-flex [&>a]:min-h-11 [&>a]:items-center [&>button]:-my-2.5">
        <h2 id={id} className="text-lead font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

export function PageTitle({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <h1 className="text-figure font-semibold">{children}</h1>
      {aside}
    </div>
  )
}

/** Says what would be here, and the one thing to do about it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex flex-col items-start gap-3 py-6">
      <p className="text-lead font-semibold">{title}</p>
      <p className="max-w-prose text-muted">{children}</p>
      {action}
    </div>
  )
}
