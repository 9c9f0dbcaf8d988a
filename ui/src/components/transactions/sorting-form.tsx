import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CheckField, SelectField, TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { problemSentence } from '@/services/problems'
import { changeTransactionMutation } from '@/services/queries'
import type { Category, TransactionChange, TransactionDetail } from '@/services/types'
import { RefundForm } from './refund-form'
import { kindsFor, reasonInWords } from './sorting-words'
import { SplitForm } from './split-form'
import { TransferForm } from './transfer-form'

interface SortingFormProps {
  transaction: TransactionDetail
  categories: Category[]
}

/** What the payment is taken for and why, with the person's word before everybody's. */
export function SortingForm({ transaction, categories }: SortingFormProps) {
  const queryClient = useQueryClient()
  const save = useMutation({
    ...changeTransactionMutation(),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const { id, category, kind, merchant } = transaction
  const shared = {
    transaction,
    categories,
    busy: save.isPending,
    onSay: (body: TransactionChange) => save.mutate({ path: { transaction_id: id }, body }),
  }
  return (
    <Section title="What it is">
      <Words key={`${id} ${category} ${kind} ${merchant}`} {...shared} />
      {save.isError && (
        <Notice tone="problem" alert className="mt-3">
          {problemSentence(save.error)}
        </Notice>
      )}
      <p role="status" className="text-caption text-muted">
        {save.isSuccess ? 'Saved, and the totals with it.' : ''}
      </p>
      <TransferForm {...shared} />
      <RefundForm key={`refund-${id}`} {...shared} />
      <SplitForm key={id} {...shared} />
    </Section>
  )
}

interface WordsProps extends SortingFormProps {
  busy: boolean
  onSay: (body: TransactionChange) => void
}

function Words({ transaction, categories, busy, onSay }: WordsProps) {
  const [category, setCategory] = useState(transaction.category ?? '')
  const [kind, setKind] = useState<TransactionDetail['kind']>(transaction.kind)
  const [merchant, setMerchant] = useState(transaction.merchant ?? '')
  const [isForAll, setIsForAll] = useState(false)
  const name = merchant.trim()
  const isCategoryNew = category !== (transaction.category ?? '') && category !== ''
  const isKindNew = kind !== transaction.kind
  const isMerchantNew = name !== '' && name !== (transaction.merchant ?? '')
  const isNew = isCategoryNew || isKindNew || isMerchantNew
  const isSplit = transaction.splits.length > 0
  const isTold = transaction.category_source === 'person' || transaction.kind_source === 'person'
  const hasMerchant = transaction.merchant_id !== null
  return (
    <form
      className="flex flex-col gap-4 pt-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSay({
          ...(isCategoryNew && { category }),
          ...(isKindNew && { kind }),
          ...(isMerchantNew && { merchant: name }),
          apply_to: isForAll ? 'merchant' : 'this',
        })
      }}
    >
      {!isSplit && (
        <SelectField
          label="Category"
          hint={reasonInWords(transaction)}
          value={category}
          onChange={(event) => setCategory(event.target.value)}
        >
          {category === '' && <option value="">Not sorted yet</option>}
          {categories.map((each) => (
            <option key={each.key} value={each.key}>
              {each.name}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        label="Kind"
        value={kind}
        onChange={(event) => setKind(event.target.value as TransactionDetail['kind'])}
      >
        {kindsFor(transaction).map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Merchant"
        autoComplete="off"
        maxLength={100}
        value={merchant}
        onChange={(event) => setMerchant(event.target.value)}
      />
      {(isCategoryNew || isMerchantNew) && hasMerchant && (
        <CheckField
          label={`For everything from ${transaction.merchant ?? 'this merchant'}`}
          hint="What is already here too, and whatever comes. A name another merchant bears makes one of the two."
          checked={isForAll}
          onChange={(event) => setIsForAll(event.target.checked)}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Button type="submit" variant="secondary" busy={busy} disabled={!isNew}>
          Save
        </Button>
        {isTold && !isNew && (
          <Button
            variant="quiet"
            busy={busy}
            onClick={() => onSay({ category: null, kind: null, merchant: null, apply_to: 'this' })}
          >
            Take my word back
          </Button>
        )}
      </div>
    </form>
  )
}
