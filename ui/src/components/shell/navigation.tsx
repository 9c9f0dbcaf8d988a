import { Link, useRouterState } from '@tanstack/react-router'
import { Icon } from '@/components/ui/icon'
import { cn } from '@/lib/cn'
import { PLACES } from './places'

/** At the side on a desktop, a five-item bar within reach of the thumb on a phone. */
export function Navigation() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const isElsewhere = path === '/more' || PLACES.some((place) => !place.isTab && path.startsWith(place.to))
  return (
    <nav
      aria-label="Main"
      className={cn(
        'fixed inset-x-0 bottom-0 z-30 border-t border-rule bg-paper pb-[env(safe-area-inset-bottom)]',
        'md:sticky md:inset-auto md:top-0 md:h-dvh md:w-56 md:shrink-0 md:overflow-y-auto md:border-t-0 md:bg-transparent md:px-5 md:py-8',
      )}
    >
      <p className="mb-8 hidden px-3 text-lead font-semibold md:block">Finance Tracker</p>
      <ul className="grid grid-cols-5 px-1 md:flex md:flex-col md:gap-0.5 md:px-0">
        {PLACES.map(({ to, label, icon, isTab, ...rest }) => (
          <li key={to} className={cn(!isTab && 'hidden md:block')}>
            <Link
              to={to}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              className={ITEM}
              activeProps={{ className: ACTIVE }}
            >
              <Icon name={icon} className="size-6 md:size-5" />
              {'short' in rest && (
                <span aria-hidden className="max-[21rem]:sr-only md:hidden">
                  {rest.short}
                </span>
              )}
              <span className={cn('short' in rest ? 'sr-only md:not-sr-only' : 'max-[21rem]:sr-only')}>
                {label}
              </span>
            </Link>
          </li>
        ))}
        <li className="md:hidden">
          <Link to="/more" className={cn(ITEM, isElsewhere && ACTIVE)} activeProps={{ className: ACTIVE }}>
            <Icon name="more" className="size-6" />
            <span className="max-[21rem]:sr-only">More</span>
          </Link>
        </li>
      </ul>
    </nav>
  )
}

const ACTIVE = '!text-accent md:bg-accent-soft'
const ITEM = cn(
  'flex min-h-14 min-w-12 flex-col items-center justify-center px-1 text-caption font-medium tracking-tight text-muted',
  'md:min-h-11 md:flex-row md:justify-start md:gap-3 md:rounded-md md:px-3 md:text-body md:tracking-normal',
  'hover:text-ink md:hover:bg-sunken',
)
