import { useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { CommitmentForm } from '@/components/commitments/commitment-form'
import { CommitmentList } from '@/components/commitments/commitment-list'
import { NextOccurrences } from '@/components/commitments/next-occurrences'
import { AddButton } from '@/components/ui/add-button'
import { Empty, PageTitle, Section } from '@/components/ui/section'
import { Sheet } from '@/components/ui/sheet'
import {
  listAccountsOptions,
  listCommitmentsOptions,
  readMeOptions,
  readMetaOptions,
} from '@/services/queries'
import type { Commitment } from '@/services/types'

export const Route = createFileRoute('/_app/commitments')({
  head: () => ({ meta: [{ title: 'Commitments · Finance Tracker' }] }),
  validateSearch: z.object({ add: z.enum(['income', 'bill']).optional().catch(undefined) }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(listCommitmentsOptions()),
      queryClient.ensureQueryData(listAccountsOptions()),
    ]),
  component: CommitmentsPage,
})

type Open =
  | { kind: 'income'; commitment: Commitment | null }
  | { kind: 'bill'; commitment: Commitment | null }

function CommitmentsPage() {
  const { add } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [{ data: commitments }, { data: accounts }, { data: me }, { data: meta }] = useSuspenseQueries({
    queries: [listCommitmentsOptions(), listAccountsOptions(), readMeOptions(), readMetaOptions()],
  })
  const [edited, setEdited] = useState<Open | null>(null)
  const open = edited ?? blank(add)
  const close = () => {
    setEdited(null)
    navigate({ search: {}, replace: true })
  }
  const shared = { accounts, currency: me.household.currency, onDone: close }
  const list = (direction: 'in' | 'out') =>
    commitments.filter((each) => each.direction === direction).toSorted(soonestFirst)

  return (
    <div className="flex flex-col gap-10">
      <PageTitle>Commitments</PageTitle>
      <Section
        title="Comes in"
        aside={
          <AddButton label="Add income" onClick={() => setEdited({ kind: 'income', commitment: null })} />
        }
      >
        {list('in').length === 0 ? (
          <Empty title="No income yet">Add your wage, and every figure runs to the day you’re paid.</Empty>
        ) : (
          <CommitmentList
            commitments={list('in')}
            today={meta.today}
            onOpen={(commitment) => setEdited({ kind: 'income', commitment })}
          />
        )}
      </Section>
      <Section
        title="Goes out"
        aside={<AddButton label="Add a bill" onClick={() => setEdited({ kind: 'bill', commitment: null })} />}
      >
        {list('out').length === 0 ? (
          <Empty title="No bills yet">
            Rent, council tax, subscriptions: whatever leaves by itself. Each is taken off once, on its day.
          </Empty>
        ) : (
          <CommitmentList
            commitments={list('out')}
            today={meta.today}
            onOpen={(commitment) => setEdited({ kind: 'bill', commitment })}
          />
        )}
      </Section>
      <p className="text-muted">
        What happens once, and what is paid in parts, stands under{' '}
        <Link to="/plans" className="font-medium text-accent underline underline-offset-4">
          Plans
        </Link>
        .
      </p>

      <Sheet
        open={open !== null}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={open ? title(open) : ''}
      >
        {open && (
          <>
            <CommitmentForm
              commitment={open.commitment}
              direction={open.kind === 'income' ? 'in' : 'out'}
              today={meta.today}
              {...shared}
            />
            {open.commitment && <NextOccurrences commitment={open.commitment} today={meta.today} />}
          </>
        )}
      </Sheet>
    </div>
  )
}

/** By their next day; what has no more to come goes last. */
function soonestFirst(one: Commitment, other: Commitment): number {
  return (one.next_due_date ?? '9999').localeCompare(other.next_due_date ?? '9999')
}

function blank(add: 'income' | 'bill' | undefined): Open | null {
  switch (add) {
    case 'income':
    case 'bill':
      return { kind: add, commitment: null }
    case undefined:
      return null
    default:
      return add satisfies never
  }
}

function title(open: Open): string {
  switch (open.kind) {
    case 'income':
      return open.commitment?.name ?? 'Add income'
    case 'bill':
      return open.commitment?.name ?? 'Add a bill'
    default:
      return open satisfies never
  }
}
