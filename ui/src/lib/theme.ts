/** Light, dark, or whatever the device says. `public/theme.js` applies the stored choice before first paint. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export function readTheme(): Theme {
  const stored = localStorage.getItem('theme')
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem('theme')
    delete document.documentElement.dataset.theme
    return
  }
  localStorage.setItem('theme', theme)
  document.documentElement.dataset.theme = theme
}
