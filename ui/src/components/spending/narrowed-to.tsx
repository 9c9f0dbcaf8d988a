import { Link } from '@tanstack/react-router'
import { Icon } from '@/components/ui/icon'
import type { SpendingSearch } from './search'

interface NarrowedToProps {
  search: SpendingSearch
  labels: Record<string, string>
  accountName: string | null
  merchantName: string | null
}

/** What the page is narrowed to, each with the way back out. */
export function NarrowedTo({ search, labels, accountName, merchantName }: NarrowedToProps) {
  const steps = [
    { name: 'category', value: search.category && (labels[search.category] ?? search.category) },
    { name: 'merchant', value: search.merchant && (merchantName ?? 'one merchant') },
    { name: 'account', value: search.account && (accountName ?? 'one account') },
  ] as const
  return (
    <ul aria-label="Narrowed to" className="flex flex-wrap gap-2">
      {steps
        .filter((step) => step.value)
        .map(({ name, value }) => (
          <li key={name}>
            <Link
              to="/spending"
              search={{ ...search, [name]: undefined, by: undefined }}
              resetScroll={false}
              aria-label={`${value}: show everything again`}
              className="inline-flex min-h-11 items-center gap-2 rounded-md border border-rule-strong px-3 font-medium hover:bg-sunken"
            >
              {value}
              <Icon name="close" className="size-4 text-muted" />
            </Link>
          </li>
        ))}
    </ul>
  )
}
