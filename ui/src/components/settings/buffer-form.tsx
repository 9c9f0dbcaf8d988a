import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { currencySymbol, moneyInput, parseMoney } from '@/lib/money'
import { problemSentence } from '@/services/problems'
import { choosePaydayMutation } from '@/services/queries'
import type { Payday } from '@/services/types'

/** The amount the person never wants to go below. */
export function BufferForm({ payday, currency }: { payday: Payday; currency: string }) {
  const queryClient = useQueryClient()
  const update = useMutation({ ...choosePaydayMutation(), onSuccess: () => queryClient.invalidateQueries() })
  const form = useForm({
    resolver: zodResolver(values(currency)),
    defaultValues: { buffer: moneyInput(payday.buffer, currency) },
  })
  return (
    <form
      noValidate
      className="flex flex-col gap-3 py-4"
      onSubmit={form.handleSubmit(({ buffer }) =>
        update.mutate({ body: { buffer: parseMoney(buffer, currency) ?? 0 } }),
      )}
    >
      {update.isError && (
        <Notice tone="problem" alert>
          {problemSentence(update.error)}
        </Notice>
      )}
      <div className="flex items-start gap-3">
        <TextField
          label="Never go below"
          hint="Kept back from every figure."
          prefix={currencySymbol(currency)}
          inputMode="decimal"
          autoComplete="off"
          problem={form.formState.errors.buffer?.message}
          className="max-w-48"
          {...form.register('buffer')}
        />
        <Button type="submit" variant="secondary" busy={update.isPending} className="mt-7.5">
          Save
        </Button>
      </div>
      <p role="status" className="min-h-5 text-caption text-positive">
        {update.isSuccess && !form.formState.isDirty ? 'Saved.' : ''}
      </p>
    </form>
  )
}

function values(currency: string) {
  return z.object({
    buffer: z
      .string()
      .refine((text) => (parseMoney(text, currency) ?? -1) >= 0, 'Enter an amount, like 100.'),
  })
}
