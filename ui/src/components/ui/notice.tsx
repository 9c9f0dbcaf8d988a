import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { Icon } from './icon'

interface NoticeProps {
  tone?: 'plain' | 'attention' | 'problem'
  /** Read out as soon as it appears: for what just went wrong. */
  alert?: boolean
  children: ReactNode
  className?: string
}

const TONES = {
  plain: 'bg-sunken text-ink',
  attention: 'bg-attention-soft text-ink',
  problem: 'bg-negative-soft text-ink',
} as const

const MARKS = { plain: 'text-muted', attention: 'text-attention', problem: 'text-negative' } as const

export function Notice({ tone = 'plain', alert = false, children, className }: NoticeProps) {
  return (
    <div
      role={alert ? 'alert' : undefined}
      className={cn('flex items-start gap-3 rounded-md px-4 py-3 text-body', TONES[tone], className)}
    >
      <Icon name={tone === 'plain' ? 'info' : 'warning'} className={cn('mt-0.5 shrink-0', MARKS[tone])} />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}
