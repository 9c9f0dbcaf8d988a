import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'

export interface Credentials {
  name?: string | undefined
  email: string
  password: string
}

interface SessionFormProps {
  kind: 'sign-in' | 'create-account'
  passwordMinLength: number
  busy: boolean
  problem: string | null
  /** What the API said about single fields. */
  fieldProblems: { field: string; message: string }[]
  onSubmit: (credentials: Credentials) => void
}

export function SessionForm({
  kind,
  passwordMinLength,
  busy,
  problem,
  fieldProblems,
  onSubmit,
}: SessionFormProps) {
  const isNew = kind === 'create-account'
  const [isShown, setIsShown] = useState(false)
  const form = useForm<Credentials>({
    resolver: zodResolver(isNew ? newAccount(passwordMinLength) : signIn),
    defaultValues: { name: '', email: '', password: '' },
  })
  const { errors } = form.formState
  const saidByApi = (field: string) => fieldProblems.find((each) => each.field === field)?.message

  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={form.handleSubmit((values) => onSubmit({ ...values, name: values.name || undefined }))}
    >
      {problem && (
        <Notice tone="problem" alert>
          {problem}
        </Notice>
      )}
      {isNew && <TextField label="Your name (optional)" autoComplete="name" {...form.register('name')} />}
      <TextField
        label="Email"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        problem={errors.email?.message ?? saidByApi('email')}
        {...form.register('email')}
      />
      <div className="relative">
        <TextField
          label="Password"
          type={isShown ? 'text' : 'password'}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          hint={
            isNew ? `At least ${passwordMinLength} characters. A few unrelated words work well.` : undefined
          }
          problem={errors.password?.message ?? saidByApi('password')}
          {...form.register('password')}
        />
        <button
          type="button"
          aria-pressed={isShown}
          className="absolute -top-2.5 right-0 flex min-h-11 items-center px-1 text-caption font-medium text-accent"
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? 'Hide password' : 'Show password'}
        </button>
      </div>
      <Button type="submit" busy={busy}>
        {isNew ? (busy ? 'Creating your account…' : 'Create account') : busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}

const email = z.email('Enter an email address, like name@example.com.')

const signIn = z.object({
  name: z.string().optional(),
  email,
  password: z.string().min(1, 'Enter your password.'),
})

function newAccount(passwordMinLength: number) {
  return signIn.extend({
    password: z.string().min(passwordMinLength, `Use at least ${passwordMinLength} characters.`),
  })
}
