import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterContextProvider,
} from '@tanstack/react-router'
import type { ReactElement } from 'react'

/** A component with links needs a router round it; this one has no pages. */
export function withRouter(element: ReactElement): ReactElement {
  const router = createRouter({
    routeTree: createRootRoute(),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  return <RouterContextProvider router={router as never}>{element}</RouterContextProvider>
}
