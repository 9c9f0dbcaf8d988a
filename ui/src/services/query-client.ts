import { QueryCache, QueryClient } from '@tanstack/react-query'
import { problemStatus } from './problems'

/** A figure is fresh for half a minute; a change made here marks everything stale at once. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (problemStatus(error) === 401 && query.state.data !== undefined) onSignedOut()
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => problemStatus(error) === null && failures < 1,
      },
      mutations: { retry: false },
    },
  })
}
