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
      <div className="skeleton h-80 w-full md:h-18" />
      <div className="grid gap-10 md:grid-cols-[minmax(0,8fr)_minmax(0,5fr)] md:gap-14">
        <div className="skeleton h-80" />
        <div className="skeleton h-64" />
      </div>
    </div>
  )
}
