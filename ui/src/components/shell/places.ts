import type { IconName } from '@/components/ui/icon'

/** Where one can go, in the order of the side navigation. */
export const PLACES = [
  { to: '/', label: 'Today', icon: 'today', isTab: true },
  { to: '/forecast', label: 'Forecast', icon: 'forecast', isTab: true },
  { to: '/commitments', label: 'Commitments', short: 'Bills', icon: 'commitments', isTab: true },
  { to: '/spending', label: 'Spending', icon: 'spending', isTab: true },
  { to: '/transactions', label: 'Transactions', icon: 'transactions', isTab: false },
  { to: '/plans', label: 'Plans', icon: 'plans', isTab: false },
  { to: '/cards', label: 'Cards', icon: 'cards', isTab: false },
  { to: '/goals', label: 'Goals', icon: 'goals', isTab: false },
  { to: '/connections', label: 'Accounts', icon: 'accounts', isTab: false },
  { to: '/settings', label: 'Settings', icon: 'settings', isTab: false },
] as const satisfies readonly { to: string; label: string; short?: string; icon: IconName; isTab: boolean }[]
