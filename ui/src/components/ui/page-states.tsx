import { Button } from './button'
import { Notice } from './notice'

/** Holds the shape of a page while its figures are on the way. */
export function PagePending({ label = 'Loading', rows = 6 }: { label?: string; rows?: number }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-8">
      <div className="skeleton h-9 w-48" />
      <div className="flex flex-col">
        {Array.from({ length: rows }, (_, row) => row).map((row) => (
          <div key={row} className="flex justify-between gap-6 border-b border-rule py-4">
            <div className="skeleton h-4 w-2/5" />
            <div className="skeleton h-4 w-20" />
          </div>
        ))}
      </div>
    </div>
  )
}

export function PageProblem({ sentence, onRetry }: { sentence: string; onRetry: () => void }) {
  return (
    <div className="flex max-w-prose flex-col items-start gap-4 py-10">
      <h1 className="text-title font-semibold">This page couldn’t be shown</h1>
      <Notice tone="problem" alert>
        {sentence}
      </Notice>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  )
}
