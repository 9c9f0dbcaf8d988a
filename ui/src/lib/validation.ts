/**
 * Imported before any schema is made: the content security policy allows no
 * generated code, so the validator is told not to try any.
 */
import { z } from 'zod'

z.config({ jitless: true })
