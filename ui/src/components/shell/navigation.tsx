import { Link } from '@tanstack/react-router'
import { Icon, type IconName } from '@/components/ui/icon'
import { cn } from '@/lib/cn'

const PLACES = [
  { to: '/', label: 'Today', icon: 'today' },
  { to: '/commitments', label: 'Commitments', icon: 'commitments' },
  { to: '/transactions', label: 'Transactions', icon: 'transactions' },
  { to: '/connections', label: 'Accounts', icon: 'accounts' },
  { to: '/settings', label: 'Settings', icon: 'settings' },
] as const satisfies readonly { to: string; label: string; icon: IconName }[]

/** At the side on a desktop, a five-item bar within reach of the thumb on a phone. */
export function Navigation() {
  return (
    <nav
      aria-label="Main"
      className={cn(
        'fixed inset-x-0 bottom-0 z-30 border-t border-rule bg-paper pb-[env(safe-area-inset-bottom)]',
        'md:sticky md:inset-auto md:top-0 md:h-dvh md:w-56 md:shrink-0 md:border-t-0 md:bg-transparent md:px-5 md:py-8',
      )}
    >
      <p className="mb-8 hidden px-3 text-lead font-semibold md:block">Finance Tracker</p>
      <ul className="flex justify-between px-1 md:px-0 md:flex-col md:gap-0.5">
        {PLACES.map(({ to, label, icon }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              className={cn(
                'flex min-h-14 min-w-12 flex-col items-center justify-center px-1 text-caption font-medium tracking-tight text-muted',
                'md:min-h-11 md:flex-row md:justify-start md:gap-3 md:rounded-md md:px-3 md:text-body md:tracking-normal',
                'hover:text-ink md:hover:bg-sunken',
              )}
              activeProps={{ className: '!text-accent md:bg-accent-soft' }}
            >
              <Icon name={icon} className="size-6 md:size-5" />
              <span className="max-[21rem]:sr-only">{label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
