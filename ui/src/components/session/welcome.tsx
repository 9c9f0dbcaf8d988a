import type { ReactNode } from 'react'

/** The page around signing in: says what this is before it asks for anything. */
export function Welcome({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mx-auto grid min-h-dvh max-w-[72rem] content-center gap-10 px-5 py-10 md:grid-cols-2 md:gap-20 md:px-10">
      <header className="flex flex-col gap-4">
        <p className="font-semibold text-accent">Finance Tracker</p>
        <p className="max-w-[16ch] text-figure font-semibold text-balance">
          What you can spend until payday, and why.
        </p>
        <p className="hidden max-w-prose text-lead text-muted md:block">
          Your accounts, the bills still to leave and the money still to come, set out as one sum you can
          check line by line.
        </p>
      </header>
      <main className="flex w-full max-w-md flex-col gap-6">
        <h1 className="text-title font-semibold">{title}</h1>
        {children}
      </main>
    </div>
  )
}
