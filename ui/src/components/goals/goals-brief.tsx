import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Money } from '@/components/ui/money'
import { Section } from '@/components/ui/section'
import { listGoalsOptions } from '@/services/queries'
import { ProgressBar } from './progress-bar'

/** Goals in brief; nothing where there are none, since nothing is wrong with that. */
export function GoalsBrief() {
  const { data: goals } = useQuery(listGoalsOptions())
  const [first] = goals ?? []
  if (!goals || !first) return null
  return (
    <Section
      title="Goals"
      aside={
        <span className="text-muted">
          <Money minor={first.safe_to_add} currency={first.currency} className="font-medium text-ink" /> safe
          to add
        </span>
      }
    >
      <ul>
        {goals.map((goal) => (
          <li key={goal.id} className="border-b border-rule">
            <Link to="/goals" className="-mx-2 flex flex-col gap-2 rounded-md px-2 py-3 hover:bg-sunken">
              <span className="flex items-baseline justify-between gap-4">
                <span className="min-w-0 truncate">{goal.name}</span>
                <span className="shrink-0">
                  <Money minor={goal.saved} currency={goal.currency} className="font-medium" />
                  <span className="text-muted">
                    {' '}
                    of <Money minor={goal.target} currency={goal.currency} short />
                  </span>
                </span>
              </span>
              <ProgressBar goal={goal} />
              {goal.missing > 0 && (
                <span className="text-caption text-muted">
                  needs <Money minor={goal.needed_per_month} currency={goal.currency} /> a month
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
