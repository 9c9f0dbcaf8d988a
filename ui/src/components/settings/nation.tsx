import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Choice } from '@/components/ui/choice'
import { Notice } from '@/components/ui/notice'
import { problemSentence } from '@/services/problems'
import { changeHouseholdMutation } from '@/services/queries'
import type { Nation as NationCode } from '@/services/types'

const NATIONS: readonly { value: NationCode; label: string }[] = [
  { value: 'england_and_wales', label: 'England & Wales' },
  { value: 'scotland', label: 'Scotland' },
  { value: 'northern_ireland', label: 'N. Ireland' },
]

/** Whose bank holidays move a payment. */
export function Nation({ nation }: { nation: NationCode }) {
  const queryClient = useQueryClient()
  const update = useMutation({
    ...changeHouseholdMutation(),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <div className="flex flex-col items-start gap-3 py-4">
      {update.isError && (
        <Notice tone="problem" alert>
          {problemSentence(update.error)}
        </Notice>
      )}
      <Choice
        label="Bank holidays of"
        value={nation}
        options={NATIONS}
        onChange={(value) => update.mutate({ body: { nation: value } })}
      />
      <p className="text-caption text-muted">Payments due on these days move to a working day.</p>
    </div>
  )
}
