import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute, Link, useRouter } from '@tanstack/react-router'
import { z } from 'zod'
import { SessionForm } from '@/components/session/session-form'
import { Welcome } from '@/components/session/welcome'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { fieldProblems, problemSentence } from '@/services/problems'
import { loginMutation, lookAroundMutation, readMetaOptions } from '@/services/queries'

export const Route = createFileRoute('/sign-in')({
  head: () => ({ meta: [{ title: 'Sign in · Finance Tracker' }] }),
  // Only a path of this app is ever followed after signing in.
  validateSearch: z.object({
    next: z
      .string()
      .regex(/^\/(?![/\\])/)
      .optional()
      .catch(undefined),
  }),
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(readMetaOptions()),
  pendingComponent: () => (
    <Welcome title="Sign in">
      <div role="status" aria-label="Loading" className="skeleton h-64" />
    </Welcome>
  ),
  component: SignInPage,
})

function SignInPage() {
  const { next } = Route.useSearch()
  const router = useRouter()
  const queryClient = useQueryClient()
  const { data: meta } = useSuspenseQuery(readMetaOptions())
  const enter = async () => {
    queryClient.clear()
    await router.navigate({ href: next ?? '/' })
  }
  const login = useMutation({ ...loginMutation(), onSuccess: enter })
  const lookAround = useMutation({ ...lookAroundMutation(), onSuccess: enter })

  return (
    <Welcome title="Sign in">
      <SessionForm
        kind="sign-in"
        passwordMinLength={meta.password_min_length}
        busy={login.isPending}
        problem={login.isError ? problemSentence(login.error) : null}
        fieldProblems={fieldProblems(login.error)}
        onSubmit={({ email, password }) => login.mutate({ body: { email, password } })}
      />
      <p>
        New here?{' '}
        <Link to="/create-account" className="font-medium text-accent underline underline-offset-4">
          Create an account
        </Link>
      </p>
      {meta.can_look_around && (
        <div className="flex flex-col gap-3 border-t border-rule pt-6">
          <p className="text-muted">Or see it with an invented household’s money first, two years of it.</p>
          {lookAround.isError && (
            <Notice tone="problem" alert>
              {problemSentence(lookAround.error)}
            </Notice>
          )}
          <Button variant="secondary" busy={lookAround.isPending} onClick={() => lookAround.mutate({})}>
            {lookAround.isPending ? 'Opening the household…' : 'Look around'}
          </Button>
          {lookAround.isPending && (
            <p role="status" className="text-caption text-muted">
              The first time takes a few seconds: two years of transactions are read from three banks.
            </p>
          )}
        </div>
      )}
    </Welcome>
  )
}
