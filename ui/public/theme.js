// Runs before the first paint, so that a chosen theme never flashes the other one.
;(() => {
  const stored = localStorage.getItem('theme')
  if (stored === 'light' || stored === 'dark') document.documentElement.dataset.theme = stored
  const isDark =
    stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  if (isDark) document.querySelector('meta[name="theme-color"]')?.setAttribute('content', '#181614')
})()
