import { createFileRoute, Link } from '@tanstack/react-router'
import { PLACES } from '@/components/shell/places'
import { Icon } from '@/components/ui/icon'
import { PageTitle } from '@/components/ui/section'

export const Route = createFileRoute('/_app/more')({
  head: () => ({ meta: [{ title: 'More · Finance Tracker' }] }),
  component: MorePage,
})

/** What the phone's bar has no room for. */
function MorePage() {
  return (
    <div className="flex flex-col gap-4">
      <PageTitle>More</PageTitle>
      <ul className="flex flex-col border-t border-rule">
        {PLACES.filter((place) => !place.isTab).map(({ to, label, icon }) => (
          <li key={to} className="border-b border-rule">
            <Link to={to} className="flex min-h-14 items-center gap-4 hover:bg-sunken">
              <Icon name={icon} className="size-6 text-muted" />
              <span className="flex-1 text-lead">{label}</span>
              <Icon name="chevron" className="text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
