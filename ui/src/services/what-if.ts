import { queryOptions } from '@tanstack/react-query'
import { askWhatIf } from './api'
import type { WhatIfItem } from './types'

/** Ask what would happen; the same question has the same answer until something moves. */
export function whatIfOptions(item: WhatIfItem) {
  return queryOptions({
    queryKey: ['what-if', item],
    queryFn: async ({ signal }) => {
      const { data } = await askWhatIf({ body: { items: [item] }, signal, throwOnError: true })
      return data
    },
  })
}
