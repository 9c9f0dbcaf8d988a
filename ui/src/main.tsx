import './lib/validation'

import { QueryClientProvider } from '@tanstack/react-query'
import { createRouter, RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { PagePending, PageProblem } from '@/components/ui/page-states'
import { problemSentence } from '@/services/problems'
import { makeQueryClient } from '@/services/query-client'
import { configureClient } from '@/services/session'
import { routeTree } from './routes.gen'
import './styles.css'

configureClient()

const queryClient = makeQueryClient(() => {
  const { pathname, href } = router.state.location
  if (pathname !== '/sign-in') router.navigate({ to: '/sign-in', search: { next: href } })
})

const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 150,
  defaultPendingMinMs: 150,
  scrollRestoration: true,
  defaultPendingComponent: () => <PagePending />,
  defaultErrorComponent: ({ error, reset }) => (
    <PageProblem
      sentence={problemSentence(error)}
      onRetry={() => {
        queryClient.resetQueries({ predicate: (query) => query.state.status === 'error' })
        router.invalidate().then(reset)
      }}
    />
  ),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
