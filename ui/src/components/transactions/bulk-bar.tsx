import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { countOf } from '@/lib/words'
import { problemSentence } from '@/services/problems'
import { changeTransactionsMutation } from '@/services/queries'
import type { Category, Transaction } from '@/services/types'
import { KINDS } from './filters'
import { kindChoice } from './transaction-words'

interface BulkBarProps {
  ids: readonly string[]
  categories: Category[]
  onAll: () => void
  onDone: () => void
}

/** The same category, or the same kind, for every row that is ticked. */
export function BulkBar({ ids, categories, onAll, onDone }: BulkBarProps) {
  const queryClient = useQueryClient()
  const [category, setCategory] = useState('')
  const [kind, setKind] = useState<Transaction['kind'] | ''>('')
  const save = useMutation({
    ...changeTransactionsMutation(),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onDone()
    },
  })
  return (
    <form
      aria-label="Change the ticked transactions"
      className="sticky top-0 z-20 flex flex-wrap items-end gap-x-5 gap-y-3 border-b border-ink bg-paper py-3"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ body: { ids: [...ids], ...(category && { category }), ...(kind && { kind }) } })
      }}
    >
      <p role="status" className="py-2.5 font-medium">
        {countOf(ids.length, 'transaction')} ticked
      </p>
      <SelectField
        label="Put them in"
        className="w-full md:w-52"
        value={category}
        onChange={(event) => setCategory(event.target.value)}
      >
        <option value="">The category each has</option>
        {categories.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Count them as"
        className="w-full md:w-52"
        value={kind}
        onChange={(event) => setKind(event.target.value as Transaction['kind'] | '')}
      >
        <option value="">What each counts as</option>
        {KINDS.map((each) => (
          <option key={each} value={each}>
            {kindChoice(each)}
          </option>
        ))}
      </SelectField>
      <Button
        type="submit"
        busy={save.isPending}
        disabled={ids.length === 0 || (category === '' && kind === '')}
      >
        Change
      </Button>
      <Button variant="quiet" onClick={onAll}>
        Tick all shown
      </Button>
      <Button variant="quiet" onClick={onDone}>
        Leave it
      </Button>
      {save.isError && (
        <Notice tone="problem" alert className="w-full">
          {problemSentence(save.error)}
        </Notice>
      )}
    </form>
  )
}
