import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { shortDay } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { acceptBalanceMutation } from '@/services/queries'
import type { Account, Quality } from '@/services/types'

const IN_TROUBLE = new Set<Quality['standing']>(['differs', 'gaps', 'doubles'])
const PROVED = new Set<Quality['standing']>(['proved', 'agrees'])

/** How far an account's rows can be trusted; where they can't be, what is wrong and what to do. */
export function QualityLine({ account, today }: { account: Account; today: string }) {
  const { quality } = account
  if (!quality) return null
  if (IN_TROUBLE.has(quality.standing)) return <Trouble account={account} quality={quality} today={today} />
  return (
    <p className="flex items-start gap-1.5 text-caption text-muted">
      <Icon
        name={PROVED.has(quality.standing) ? 'check' : 'info'}
        className={
          PROVED.has(quality.standing) ? 'mt-0.5 size-4 shrink-0 text-positive' : 'mt-0.5 size-4 shrink-0'
        }
      />
      {quality.sentence}
    </p>
  )
}

function Trouble({ account, quality, today }: { account: Account; quality: Quality; today: string }) {
  const queryClient = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const accept = useMutation({
    ...acceptBalanceMutation(),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      setIsAsking(false)
    },
  })
  return (
    <Notice tone="attention">
      <p className="font-medium">{quality.sentence}</p>
      {quality.gaps.length > 0 && (
        <ul className="mt-1">
          {quality.gaps.map((gap) => (
            <li key={gap.on}>
              <Link
                to="/transactions"
                search={{ account: account.id, from: gap.on, to: gap.on }}
                className="underline underline-offset-4"
              >
                {shortDay(gap.on, today)}
              </Link>
              {gap.amount !== null && (
                <>
                  : transactions of <Money minor={gap.amount} currency={account.currency} sign="always" /> in
                  all are missing
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1">
        Compare with the bank’s own app. If its balance is right there too, take it as right: what is missing
        stays missing, and we check on from here.
      </p>
      <Button
        variant="quiet"
        aria-label={`Take the balance as right, ${account.name}`}
        onClick={() => setIsAsking(true)}
      >
        Take the balance as right
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Take the balance of ${account.name} as right?`}
        confirm="Take it as right"
        tone="primary"
        busy={accept.isPending}
        problem={accept.isError ? problemSentence(accept.error) : null}
        onConfirm={() => accept.mutate({ path: { account_id: account.id } })}
      >
        <p>
          <Money minor={account.balance} currency={account.currency} className="font-semibold" /> is then what
          the account holds. No row is changed, and the difference isn’t asked about again.
        </p>
      </Confirm>
    </Notice>
  )
}
