import { z } from 'zod'

/** The content security policy allows no code made from text, so zod need not try. Imported before any schema. */
z.config({ jitless: true })
