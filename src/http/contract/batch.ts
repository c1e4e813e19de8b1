import { z } from 'zod'
import { PurposeField, ShortText, UuidField } from '#acts/fields.ts'
import { ProblemShape } from '#http/contract/problem.ts'
import { CandidateShape } from '#http/contract/shapes.ts'

/** How a batch of checks is asked for: spec/batch.md. The body holds the rows. */
export const BATCH_PATH = '/checks/batches'

export const BatchQuery = z.strictObject({
  /** The sender's own name of the batch; the same again to go on. Never made of personal data. */
  name: z.string().regex(/^[A-Za-z0-9._-]{8,80}$/),
  purpose: PurposeField,
  place: ShortText.optional(),
  /** Position of the first row of the body, from 0. */
  from: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  /** Only rows with candidates (and errors), or every row. */
  answer: z.enum(['hits', 'all']).optional(),
  /** Whether documents one easily confused character away are asked for too. */
  near: z.enum(['yes', 'no']).optional(),
  /** The order of written dates in CSV and JSON. */
  dates: z.enum(['iso', 'day-first', 'month-first']).optional(),
})
export type BatchQueryIn = z.input<typeof BatchQuery>

/** Content types of the body, and the format that each is. */
export const BATCH_TYPES = {
  'application/x-ndjson': 'json',
  'application/json': 'json',
  'text/csv': 'csv',
  'application/edifact': 'paxlst',
} as const

const place = { position: z.int().min(0), ref: z.string().optional() }
const counts = {
  /** The position from which to go on. */
  next: z.int().min(0),
  rows: z.int().min(0),
  clear: z.int().min(0),
  hits: z.int().min(0),
  errors: z.int().min(0),
}

export const BatchRowShape = z.object({
  event: z.literal('row'),
  ...place,
  /** The check to decide on, as of any check. */
  check: UuidField,
  candidates: z.array(CandidateShape),
  isCut: z.boolean(),
  /** The name fits more records than can be told apart without a birth date. */
  tooMany: z.boolean(),
})
export type BatchRowView = z.infer<typeof BatchRowShape>

/** One line of the answer. */
export const BatchEventShape = z.discriminatedUnion('event', [
  BatchRowShape,
  z.object({ event: z.literal('clear'), ...place }),
  z.object({ event: z.literal('error'), ...place, problem: ProblemShape }),
  z.object({ event: z.literal('progress'), ...counts }),
  z.object({ event: z.literal('done'), ...counts, isWhole: z.boolean(), milliseconds: z.number() }),
  z.object({ event: z.literal('refused'), next: z.int().min(0), problem: ProblemShape }),
])
export type BatchEvent = z.infer<typeof BatchEventShape>
