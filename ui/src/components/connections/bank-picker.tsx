import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { TextField } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { Empty } from '@/components/ui/section'
import { problemSentence } from '@/services/problems'
import { connectBankOptions } from '@/services/queries'
import type { Provider } from '@/services/types'
import { BankMark } from './bank-mark'

const SEARCH_FROM = 8

export function BankPicker({ providers }: { providers: Provider[] }) {
  const queryClient = useQueryClient()
  const [wanted, setWanted] = useState('')
  const connect = useMutation({
    mutationFn: (providerId: string) =>
      // The link is single-use, so it is never taken from what was read before.
      queryClient.fetchQuery({ ...connectBankOptions({ query: { provider_id: providerId } }), staleTime: 0 }),
    onSuccess: ({ auth_url }) => window.location.assign(auth_url),
  })
  const shown = providers.filter((each) =>
    each.display_name.toLowerCase().includes(wanted.trim().toLowerCase()),
  )
  const leaving = connect.isPending || connect.isSuccess

  return (
    <div className="flex flex-col gap-4">
      {connect.isError && (
        <Notice tone="problem" alert>
          {problemSentence(connect.error)}
        </Notice>
      )}
      {providers.length >= SEARCH_FROM && (
        <TextField
          label="Find your bank"
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      {shown.length === 0 && (
        <Empty title="No bank by that name">
          Check the spelling. If your bank isn’t here, you can keep the account by hand.
        </Empty>
      )}
      <ul className="border-t border-rule">
        {shown.map((provider) => (
          <li key={provider.provider_id} className="border-b border-rule">
            <button
              type="button"
              disabled={leaving}
              onClick={() => connect.mutate(provider.provider_id)}
              className="-mx-3 flex min-h-16 w-[calc(100%+1.5rem)] items-center gap-4 rounded-md px-3 text-left hover:bg-sunken disabled:opacity-60"
            >
              <BankMark name={provider.display_name} logoUrl={provider.logo_url} />
              <span className="flex-1 text-lead font-medium">{provider.display_name}</span>
              <span className="text-caption text-muted">
                {leaving && connect.variables === provider.provider_id ? 'Taking you to the bank…' : ''}
              </span>
              <Icon name="chevron" className="text-muted" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
