import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { countOf } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { listMerchantsOptions, previewMerchantMutation, renameMerchantMutation } from '@/services/queries'
import type { Merchant } from '@/services/types'

const MOST = 100

interface MerchantsProps {
  currency: string
  q: string
  onSearch: (q: string) => void
}

/** Who was paid, by what was spent there; a name can be put right, and two made one. */
export function Merchants({ currency, q, onSearch }: MerchantsProps) {
  const [open, setOpen] = useState<string | null>(null)
  const found = useQuery({
    ...listMerchantsOptions({ query: { q: q || undefined, limit: MOST } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Section title="Merchants">
      <search className="py-4">
        <TextField
          label="Search"
          placeholder="A merchant’s name"
          type="search"
          className="w-full md:w-72"
          maxLength={100}
          autoComplete="off"
          value={q}
          onChange={(event) => onSearch(event.target.value)}
        />
      </search>
      {found.isError && (
        <Notice tone="problem" alert>
          {problemSentence(found.error)}
        </Notice>
      )}
      {found.data?.length === 0 && <p className="text-muted">Nobody by that name.</p>}
      <ul>
        {found.data?.map((merchant) => (
          <li key={merchant.id} className="border-b border-rule py-1.5">
            <div className="flex items-center justify-between gap-4">
              <Link to="/spending" search={{ merchant: merchant.id }} className="min-w-0 flex-1">
                <span className="block truncate underline decoration-rule-strong underline-offset-4">
                  {merchant.name}
                </span>
                <span className="block text-caption text-muted">
                  {countOf(merchant.count, 'payment')}
                  {merchant.spent !== 0 && (
                    <>
                      , <Money minor={merchant.spent} currency={currency} /> spent in all
                    </>
                  )}
                </span>
              </Link>
              <Button
                variant="quiet"
                aria-label={`Rename ${merchant.name}`}
                aria-expanded={open === merchant.id}
                onClick={() => setOpen(open === merchant.id ? null : merchant.id)}
              >
                Rename
              </Button>
            </div>
            {open === merchant.id && <Rename merchant={merchant} onDone={() => setOpen(null)} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The new name, what it would do, and only then the doing. */
function Rename({ merchant, onDone }: { merchant: Merchant; onDone: () => void }) {
  const queryClient = useQueryClient()
  const [name, setName] = useState(merchant.name)
  const preview = useMutation(previewMerchantMutation())
  const rename = useMutation({
    ...renameMerchantMutation(),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onDone()
    },
  })
  const asked = { path: { merchant_id: merchant.id }, body: { name: name.trim() } }
  const error = preview.error ?? rename.error
  const told = preview.data
  return (
    <form
      className="flex flex-col items-start gap-3 py-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (told) rename.mutate(asked)
        else preview.mutate(asked)
      }}
    >
      <TextField
        label="New name"
        hint="The name of another merchant makes one of the two."
        className="w-full md:w-72"
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={(event) => {
          preview.reset()
          setName(event.target.value)
        }}
      />
      {error && (
        <Notice tone="problem" alert>
          {problemSentence(error)}
        </Notice>
      )}
      <p role="status" className="text-muted">
        {told &&
          (told.merges_into
            ? `${countOf(told.count, 'payment')} would go to ${told.merges_into}, and the two become one.`
            : `${countOf(told.count, 'payment')} would carry this name, the past ones too.`)}
      </p>
      <div className="flex flex-wrap items-center gap-5">
        <Button
          type="submit"
          variant={told ? 'primary' : 'secondary'}
          busy={preview.isPending || rename.isPending}
          disabled={name.trim() === '' || name.trim() === merchant.name}
        >
          {told ? (told.merges_into ? 'Make them one' : 'Rename') : 'See what it would change'}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Leave it
        </Button>
      </div>
    </form>
  )
}
