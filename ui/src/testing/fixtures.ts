/** Answers of the API to the worked example of the domain rules, as it gave them. */
import type { Summary } from '@/services/types'
import workedExample from './summary.json'
import shortExample from './summary-short.json'

export const summary = workedExample as Summary
export const shortSummary = shortExample as Summary
