import { z } from 'zod'
import { DatabaseField } from '#acts/record.ts'

/**
 * What an address may hold beside its path. Nothing typed about a person, document or vehicle is ever among it:
 * addresses end up in histories and logs.
 */
export const CheckSearch = z.object({
  by: z.enum(['person', 'document', 'vehicle', 'identifier', 'scan', 'list']).optional().catch(undefined),
})

export const RecordSearch = z.object({
  database: DatabaseField.exclude(['notices']).optional().catch(undefined),
  scope: z.enum(['own', 'all']).optional().catch(undefined),
})

export const NewRecordSearch = z.object({
  database: DatabaseField.exclude(['notices']).optional().catch(undefined),
})

export const NoticeSearch = z.object({ scope: z.enum(['own', 'all']).optional().catch(undefined) })

export const HitSearch = z.object({
  box: z.enum(['received', 'sent']).optional().catch(undefined),
  hit: z.string().max(36).optional().catch(undefined),
})
