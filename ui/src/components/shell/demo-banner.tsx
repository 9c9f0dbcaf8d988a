import { Link } from '@tanstack/react-router'

/** One line that says these figures are nobody's. */
export function DemoBanner({ isDemo }: { isDemo: boolean }) {
  if (!isDemo) return null
  return (
    <aside
      aria-label="About this household"
      className="border-b border-rule bg-sunken px-5 py-2 text-center text-caption text-muted"
    >
      You’re looking around an invented household.{' '}
      <Link to="/create-account" className="font-medium text-accent underline underline-offset-4">
        Create your own account
      </Link>
    </aside>
  )
}
