/** The shape of Today while the figure is on its way, so that nothing jumps when it arrives. */
export function TodayPending() {
  return (
    <div role="status" aria-label="Working out today’s figure" className="flex flex-col gap-8 md:gap-10">
      <div className="flex flex-col gap-3">
        <div className="skeleton h-6.5 w-32" />
        <div className="text-hero">
          <div className="skeleton h-[1em] w-[4.5em]" />
        </div>
        <div className="skeleton h-6.5 w-full max-w-md" />
        <div className="skeleton h-6 w-64" />
        <div className="skeleton h-5 w-40" />
      </div>
      <div className="flex flex-col border-y border-rule md:flex-row">
        {[1, 2, 3, 4, 5, 6, 7].map((term) => (
          <div
            key={term}
            className="flex h-12 items-center justify-between border-b border-rule last:border-b-0 md:h-18 md:flex-1 md:border-b-0 md:px-2"
          >
            <div className="skeleton h-4 w-24 md:w-16" />
            <div className="skeleton h-4 w-20 md:hidden" />
          </div>
        ))}
      </div>
      <div className="grid gap-10 md:grid-cols-[minmax(0,8fr)_minmax(0,5fr)] md:gap-14">
        <PendingRows />
        <PendingRows />
      </div>
    </div>
  )
}

function PendingRows() {
  return (
    <div className="flex flex-col">
      {[1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="flex h-15 items-center justify-between gap-6 border-b border-rule">
          <div className="skeleton h-4 w-2/5" />
          <div className="skeleton h-4 w-20" />
        </div>
      ))}
    </div>
  )
}
