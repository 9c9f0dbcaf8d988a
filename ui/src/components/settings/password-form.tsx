import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { problemCode, problemSentence } from '@/services/problems'
import { changePasswordMutation } from '@/services/queries'

/** A new password; everywhere else one is signed out with it. */
export function PasswordForm({ email, minLength }: { email: string; minLength: number }) {
  const queryClient = useQueryClient()
  const [current, setCurrent] = useState('')
  const [fresh, setFresh] = useState('')
  const [isTried, setIsTried] = useState(false)
  const change = useMutation({
    ...changePasswordMutation(),
    onSuccess: () => {
      setCurrent('')
      setFresh('')
      setIsTried(false)
      return queryClient.invalidateQueries()
    },
  })
  const isShort = fresh.length < minLength
  const isWrong = change.isError && problemCode(change.error) === 'invalid_credentials'
  return (
    <form
      noValidate
      className="flex max-w-sm flex-col items-start gap-4 py-4"
      onSubmit={(event) => {
        event.preventDefault()
        setIsTried(true)
        if (!isShort) change.mutate({ body: { current_password: current, new_password: fresh } })
      }}
    >
      {/* Password managers file the new one under this. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextField
        label="Password now"
        type="password"
        autoComplete="current-password"
        className="w-full"
        value={current}
        problem={isWrong ? 'That isn’t the password you have now.' : undefined}
        onChange={(event) => {
          change.reset()
          setCurrent(event.target.value)
        }}
      />
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        className="w-full"
        hint={`At least ${minLength} characters. Everywhere else you are signed out.`}
        value={fresh}
        problem={isTried && isShort ? `Use at least ${minLength} characters.` : undefined}
        onChange={(event) => setFresh(event.target.value)}
      />
      {change.isError && !isWrong && (
        <Notice tone="problem" alert>
          {problemSentence(change.error)}
        </Notice>
      )}
      <div className="flex items-center gap-4">
        <Button
          type="submit"
          variant="secondary"
          busy={change.isPending}
          disabled={current === '' || fresh === ''}
        >
          Change password
        </Button>
        <span role="status" className="text-caption text-positive">
          {change.isSuccess ? 'Changed.' : ''}
        </span>
      </div>
    </form>
  )
}
