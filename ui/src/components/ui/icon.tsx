import { cn } from '@/lib/cn'

const PATHS = {
  today: 'M4 17h16M6.5 13.5 10 9l3.5 3 4-5.5',
  commitments: 'M5 5.5h14v14H5zM5 9.5h14M9 3.5v4M15 3.5v4M8.5 13h3M8.5 16h5.5',
  transactions: 'M4.5 6.5h15M4.5 12h15M4.5 17.5h9',
  accounts: 'M4 9.5 12 5l8 4.5M4.5 9.5h15M6.5 12v5M12 12v5M17.5 12v5M4.5 19h15',
  settings: 'M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9M15 5.5v4M9 14.5v4',
  forecast: 'M4 18.5h16M4 14c3-1 4-6 7-6s3.5 5 5.5 5 2-3 3.5-4',
  spending: 'M5.5 19V12M10 19V6M14.5 19v-9M19 19v-4',
  plans: 'M5 6.5h14M5 12h9M5 17.5h5M15.5 17l2 2 3.5-4',
  cards: 'M3.5 6.5h17v11h-17zM3.5 10.5h17M7 14.5h3',
  goals: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
  more: 'M5 12a1 1 0 1 0 2 0 1 1 0 0 0-2 0M11 12a1 1 0 1 0 2 0 1 1 0 0 0-2 0M17 12a1 1 0 1 0 2 0 1 1 0 0 0-2 0',
  chevron: 'm9 6 6 6-6 6',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.5 16a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM14.5 14.5 20 20',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  info: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 11.5V16M12 8.2v.1',
  warning: 'M12 4.5 20.5 19h-17zM12 10.5v4M12 16.8v.1',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
      className={cn('size-5', className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
