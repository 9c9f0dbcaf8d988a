import { useState } from 'react'
import { Choice } from '@/components/ui/choice'
import { applyTheme, readTheme } from '@/lib/theme'

const OPTIONS = [
  { value: 'system', label: 'Device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

export function Appearance() {
  const [theme, setTheme] = useState(readTheme)
  return (
    <Choice
      label="Appearance"
      value={theme}
      options={OPTIONS}
      onChange={(next) => {
        applyTheme(next)
        setTheme(next)
      }}
    />
  )
}
