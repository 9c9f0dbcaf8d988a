import { useMutation, useQueryClient } from '@tanstack/react-query'
import { extendConnectionMutation, renewConnectionMutation } from '@/services/queries'
import type { Connection } from '@/services/types'

/**
 * Go on reading a bank: by the person's word alone where the bank allows it, by signing in there
 * where it doesn't or where sharing has already ended.
 */
export function useRenewal() {
  const queryClient = useQueryClient()
  const goToBank = (link: string | null) => {
    if (link) window.location.assign(link)
  }
  const renew = useMutation({
    ...renewConnectionMutation(),
    onSuccess: ({ auth_url }) => goToBank(auth_url),
  })
  const extend = useMutation({
    ...extendConnectionMutation(),
    onSuccess: ({ auth_url }) => (auth_url ? goToBank(auth_url) : queryClient.invalidateQueries()),
  })
  return {
    signInAgain: (connectionId: string) => renew.mutate({ path: { connection_id: connectionId } }),
    confirmAgain: (connectionId: string) =>
      extend.mutate({ path: { connection_id: connectionId }, body: { reconfirmed: true } }),
    isBusy: renew.isPending || extend.isPending || isLeaving(renew.data) || isLeaving(extend.data),
    isExtended: extend.data?.outcome === 'extended',
    error: renew.error ?? extend.error,
  }
}

function isLeaving(answer: { auth_url: string | null } | undefined): boolean {
  return Boolean(answer?.auth_url)
}

/** Sharing has ended, and only a visit to the bank begins it again. */
export function hasEnded({ status }: Connection): boolean {
  return status === 'expired' || status === 'revoked'
}
