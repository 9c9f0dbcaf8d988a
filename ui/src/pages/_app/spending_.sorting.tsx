import { useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { z } from 'zod'
import { Categories } from '@/components/sorting/categories'
import { Merchants } from '@/components/sorting/merchants'
import { Rules } from '@/components/sorting/rules'
import { Choice } from '@/components/ui/choice'
import { Icon } from '@/components/ui/icon'
import { PagePending } from '@/components/ui/page-states'
import { PageTitle } from '@/components/ui/section'
import {
  listAccountsOptions,
  listCategoriesOptions,
  listRulesOptions,
  readMeOptions,
} from '@/services/queries'

export const Route = createFileRoute('/_app/spending_/sorting')({
  head: () => ({ meta: [{ title: 'How payments are sorted · Finance Tracker' }] }),
  validateSearch: z.object({
    show: z.enum(['merchants', 'categories']).optional().catch(undefined),
    q: z.string().max(100).optional().catch(undefined),
    /** The words a rule is begun with, from a payment's page. */
    text: z.string().max(100).optional().catch(undefined),
  }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(listAccountsOptions()),
      queryClient.ensureQueryData(listCategoriesOptions()),
      queryClient.ensureQueryData(listRulesOptions()),
    ]),
  pendingComponent: () => <PagePending />,
  component: SortingPage,
})

/** What decides where a row goes: rules, merchants' names, own categories. */
function SortingPage() {
  const { show, q, text } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [{ data: accounts }, { data: categories }, { data: rules }, { data: me }] = useSuspenseQueries({
    queries: [listAccountsOptions(), listCategoriesOptions(), listRulesOptions(), readMeOptions()],
  })
  const { currency } = me.household
  const shown = show ?? 'rules'
  return (
    <div className="flex flex-col gap-6">
      <Link
        to="/spending"
        className="-ml-1 inline-flex min-h-11 items-center gap-1 self-start font-medium text-accent"
      >
        <Icon name="chevron" className="size-4 rotate-180" />
        Spending
      </Link>
      <PageTitle
        aside={
          <Choice
            label="What to see"
            className="max-md:w-full"
            value={shown}
            options={[
              { value: 'rules', label: 'Rules' },
              { value: 'merchants', label: 'Merchants' },
              { value: 'categories', label: 'Categories' },
            ]}
            onChange={(value) => navigate({ search: { show: value === 'rules' ? undefined : value } })}
          />
        }
      >
        How payments are sorted
      </PageTitle>
      {shown === 'rules' && (
        <Rules key={text} {...{ rules, categories, accounts, currency, text: text ?? '' }} />
      )}
      {shown === 'categories' && <Categories categories={categories} />}
      {shown === 'merchants' && (
        <Merchants
          currency={currency}
          q={q ?? ''}
          onSearch={(typed) =>
            navigate({
              search: { show: 'merchants', q: typed || undefined },
              replace: true,
              resetScroll: false,
            })
          }
        />
      )}
    </div>
  )
}
