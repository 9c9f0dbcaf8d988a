import { useMutation, useQueryClient, useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute, Link, useNavigate } from '@tanstack/react-router'
import { Appearance } from '@/components/settings/appearance'
import { BufferForm } from '@/components/settings/buffer-form'
import { ExportData } from '@/components/settings/export-data'
import { Nation } from '@/components/settings/nation'
import { PasswordForm } from '@/components/settings/password-form'
import { Sessions } from '@/components/settings/sessions'
import { Button } from '@/components/ui/button'
import { DeleteButton } from '@/components/ui/delete-button'
import { Notice } from '@/components/ui/notice'
import { PageTitle, Section } from '@/components/ui/section'
import { longDay } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import {
  deleteMeMutation,
  logoutMutation,
  readMeOptions,
  readMetaOptions,
  readPaydayOptions,
} from '@/services/queries'

export const Route = createFileRoute('/_app/settings')({
  head: () => ({ meta: [{ title: 'Settings · Finance Tracker' }] }),
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(readPaydayOptions()),
  component: SettingsPage,
})

function SettingsPage() {
  const [{ data: payday }, { data: me }, { data: meta }] = useSuspenseQueries({
    queries: [readPaydayOptions(), readMeOptions(), readMetaOptions()],
  })
  const { currency } = me.household
  return (
    <div className="flex max-w-2xl flex-col gap-10">
      <PageTitle>Settings</PageTitle>
      <Section title="Payday">
        <p className="py-4">
          {payday.next
            ? `${payday.next.name}, ${longDay(payday.next.date, meta.today)}. `
            : 'None yet, so figures cover the next 30 days. '}
          <Link to="/payday" className="font-medium text-accent underline underline-offset-4">
            {payday.next ? 'Change the payday' : 'Choose the payday'}
          </Link>
        </p>
      </Section>
      <Section title="Buffer">
        <BufferForm payday={payday} currency={currency} />
      </Section>
      <Section title="Bank holidays">
        <Nation nation={me.household.nation} />
      </Section>
      <Section title="Appearance">
        <div className="py-4">
          <Appearance />
        </div>
      </Section>
      <Section title="Signed in on">
        <Sessions />
      </Section>
      {!me.is_demo && (
        <Section title="Password">
          <PasswordForm email={me.email} minLength={meta.password_min_length} />
        </Section>
      )}
      <Section title="Your data">
        <ExportData />
      </Section>
      <Section title="Your account">
        <AccountActions email={me.email} isDemo={me.is_demo} />
      </Section>
    </div>
  )
}

function AccountActions({ email, isDemo }: { email: string; isDemo: boolean }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await navigate({ to: '/sign-in' })
    queryClient.clear()
  }
  const logout = useMutation({ ...logoutMutation(), onSuccess: leave })
  const remove = useMutation({ ...deleteMeMutation(), onSuccess: leave })
  return (
    <div className="flex flex-col items-start gap-4 py-4">
      <p className="text-muted">{isDemo ? 'An invented household, to look around.' : email}</p>
      {logout.isError && (
        <Notice tone="problem" alert>
          {problemSentence(logout.error)}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <Button variant="secondary" busy={logout.isPending} onClick={() => logout.mutate({})}>
          Sign out
        </Button>
        {!isDemo && (
          <DeleteButton
            label="Delete this account"
            title="Delete your account?"
            busy={remove.isPending}
            problem={remove.isError ? problemSentence(remove.error) : null}
            onDelete={() => remove.mutate({})}
          >
            Your banks are told to stop sharing, and everything kept here goes for good.
          </DeleteButton>
        )}
      </div>
    </div>
  )
}
