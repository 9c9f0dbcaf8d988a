import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextAreaField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { problemSentence } from '@/services/problems'
import { changeTransactionMutation } from '@/services/queries'
import type { TransactionDetail } from '@/services/types'

const LONGEST = 1000

/** What the person wants to remember of a payment; it stays whatever the bank sends later. */
export function NoteForm({ transaction }: { transaction: TransactionDetail }) {
  const queryClient = useQueryClient()
  const kept = transaction.note ?? ''
  const [note, setNote] = useState(kept)
  const save = useMutation({
    ...changeTransactionMutation(),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const isChanged = note.trim() !== kept
  return (
    <form
      className="flex flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ path: { transaction_id: transaction.id }, body: { note: note.trim() || null } })
      }}
    >
      <TextAreaField
        label="Your note"
        className="w-full"
        rows={3}
        maxLength={LONGEST}
        placeholder="What it was for, who owes half"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {save.isError && (
        <Notice tone="problem" alert>
          {problemSentence(save.error)}
        </Notice>
      )}
      <div className="flex items-center gap-4">
        <Button type="submit" variant="secondary" busy={save.isPending} disabled={!isChanged}>
          Save note
        </Button>
        <span role="status" className="text-caption text-muted">
          {save.isSuccess && !isChanged ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  )
}
