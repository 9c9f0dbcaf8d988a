import { useState } from 'react'

/** The bank's mark, or its initial where there is none or it doesn't load. */
export function BankMark({ name, logoUrl }: { name: string; logoUrl: string | null }) {
  const [isBroken, setIsBroken] = useState(false)
  if (logoUrl && !isBroken) {
    return (
      <img
        src={logoUrl}
        alt=""
        width={40}
        height={40}
        className="size-10 shrink-0 rounded-md object-contain"
        onError={() => setIsBroken(true)}
      />
    )
  }
  return (
    <span
      aria-hidden
      className="flex size-10 shrink-0 items-center justify-center rounded-md bg-accent-soft text-lead font-semibold text-accent"
    >
      {name.charAt(0)}
    </span>
  )
}
