import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Sheet } from '@/components/ui/sheet'
import { parseRate, rateInput, rateInWords } from '@/lib/rates'
import { problemSentence } from '@/services/problems'
import { changeAccountMutation } from '@/services/queries'
import type { Account } from '@/services/types'

/** What an overdraft costs a year, which no bank tells us; with it the cost is projected. */
export function OverdraftRate({ account }: { account: Account }) {
  const queryClient = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const [text, setText] = useState(rateInput(account.overdraft_ear))
  const rate = parseRate(text)
  const save = useMutation({
    ...changeAccountMutation(),
    onSuccess: () => queryClient.invalidateQueries().then(() => setIsOpen(false)),
  })
  if (account.overdraft <= 0) return null
  const words =
    account.overdraft_ear === null
      ? 'Say what the overdraft costs'
      : `Overdraft at ${rateInWords(account.overdraft_ear)} a year`
  return (
    <>
      <Button variant="quiet" aria-label={`${words}, ${account.name}`} onClick={() => setIsOpen(true)}>
        {words}
      </Button>
      <Sheet open={isOpen} onOpenChange={setIsOpen} title={`Overdraft of ${account.name}`}>
        <form
          noValidate
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            if (rate !== undefined) {
              save.mutate({ path: { account_id: account.id }, body: { overdraft_ear: rate } })
            }
          }}
        >
          <TextField
            label="Interest a year"
            hint="The EAR in per cent, like 39.9; your bank’s app shows it. With it, what the overdraft would cost is in the forecast. Empty counts none."
            inputMode="decimal"
            autoComplete="off"
            value={text}
            problem={rate === undefined ? 'A rate like 39.9, or leave it empty.' : undefined}
            onChange={(event) => setText(event.target.value)}
          />
          {save.isError && (
            <Notice tone="problem" alert>
              {problemSentence(save.error)}
            </Notice>
          )}
          <Button type="submit" busy={save.isPending} className="self-start">
            Save
          </Button>
        </form>
      </Sheet>
    </>
  )
}
