import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { BankPicker } from '@/components/connections/bank-picker'
import { PageTitle } from '@/components/ui/section'
import { listProvidersOptions } from '@/services/queries'

export const Route = createFileRoute('/_app/connect')({
  head: () => ({ meta: [{ title: 'Connect a bank · Finance Tracker' }] }),
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(listProvidersOptions()),
  component: ConnectPage,
})

function ConnectPage() {
  const { data: providers } = useSuspenseQuery(listProvidersOptions())
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <PageTitle>Connect a bank</PageTitle>
      <p className="text-muted">
        You’ll sign in on the bank’s own page and choose what to share. Nothing can be paid or moved from
        here, and you can disconnect at any time.
      </p>
      <BankPicker providers={providers} />
      <p className="text-muted">
        Not here?{' '}
        <Link
          to="/connections"
          search={{ add: 'account' }}
          className="font-medium text-accent underline underline-offset-4"
        >
          Keep the account by hand
        </Link>
      </p>
    </div>
  )
}
