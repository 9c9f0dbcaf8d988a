import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { momentInWords } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { endSessionMutation, listSessionsOptions } from '@/services/queries'

/** Where this account is signed in. */
export function Sessions() {
  const queryClient = useQueryClient()
  const { data: sessions, error } = useQuery(listSessionsOptions())
  const revoke = useMutation({ ...endSessionMutation(), onSuccess: () => queryClient.invalidateQueries() })
  const problem = error ?? revoke.error
  return (
    <>
      {problem && (
        <Notice tone="problem" alert className="mt-3">
          {problemSentence(problem)}
        </Notice>
      )}
      {!sessions && !error && (
        <div role="status" aria-label="Loading" className="skeleton mt-3 h-14 w-full" />
      )}
      <ul>
        {sessions?.map((session) => (
          <li
            key={session.id}
            className="flex min-h-16 items-center justify-between gap-4 border-b border-rule py-2"
          >
            <p>
              {deviceInWords(session.user_agent)}
              <span className="block text-caption text-muted">
                {session.is_current ? 'this one' : `last used ${momentInWords(session.last_seen_at)}`}
              </span>
            </p>
            {!session.is_current && (
              <Button
                variant="quiet"
                busy={revoke.isPending}
                onClick={() => revoke.mutate({ path: { session_id: session.id } })}
              >
                Sign it out
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const

const DEVICES = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'Mac'],
  [/Windows/, 'Windows'],
  [/Linux/, 'Linux'],
] as const

function deviceInWords(userAgent: string | null): string {
  const find = (known: readonly (readonly [RegExp, string])[]) =>
    known.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  const browser = find(BROWSERS)
  const device = find(DEVICES)
  if (!browser) return 'A program or an unknown browser'
  return device ? `${browser} on ${device}` : browser
}
