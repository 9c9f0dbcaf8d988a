import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute, Link, useRouter } from '@tanstack/react-router'
import { SessionForm } from '@/components/session/session-form'
import { Welcome } from '@/components/session/welcome'
import { fieldProblems, problemSentence } from '@/services/problems'
import { readMetaOptions, registerMutation } from '@/services/queries'

export const Route = createFileRoute('/create-account')({
  head: () => ({ meta: [{ title: 'Create an account · Finance Tracker' }] }),
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(readMetaOptions()),
  pendingComponent: () => (
    <Welcome title="Create an account">
      <div role="status" aria-label="Loading" className="skeleton h-64" />
    </Welcome>
  ),
  component: CreateAccountPage,
})

function CreateAccountPage() {
  const router = useRouter()
  const queryClient = useQueryClient()
  const { data: meta } = useSuspenseQuery(readMetaOptions())
  const register = useMutation({
    ...registerMutation(),
    onSuccess: async () => {
      queryClient.clear()
      await router.navigate({ to: '/' })
    },
  })
  return (
    <Welcome title="Create an account">
      <SessionForm
        kind="create-account"
        passwordMinLength={meta.password_min_length}
        busy={register.isPending}
        problem={register.isError ? problemSentence(register.error) : null}
        fieldProblems={fieldProblems(register.error)}
        onSubmit={(body) => register.mutate({ body })}
      />
      <p>
        Already have one?{' '}
        <Link to="/sign-in" className="font-medium text-accent underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </Welcome>
  )
}
