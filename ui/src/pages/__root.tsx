import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, HeadContent, Link, Outlet } from '@tanstack/react-router'
import { buttonClass } from '@/components/ui/button'

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  head: () => ({ meta: [{ title: 'Finance Tracker' }] }),
  component: () => (
    <>
      <HeadContent />
      <Outlet />
    </>
  ),
  notFoundComponent: () => (
    <main className="mx-auto flex max-w-prose flex-col items-start gap-4 px-5 py-16">
      <h1 className="text-figure font-semibold">There’s no page here</h1>
      <p className="text-muted">The address may be mistyped, or the page has moved.</p>
      <Link to="/" className={buttonClass()}>
        Go to Today
      </Link>
    </main>
  ),
})
