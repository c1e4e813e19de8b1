import { z } from 'zod'

/** An error as RFC 9457 problem+json. `type` is the stable kind; `fields` names what to mend. */
export const ProblemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** Why, more exactly, in the reader's language, and the stable code of that. */
    detail: z.string().optional(),
    detailCode: z.string().optional(),
    /** What to do about it, in the reader's language. */
    cure: z.string().optional(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** Every rule that refuses, each with its article. */
    refusals: z
      .array(z.object({ kind: z.string(), article: z.string(), title: z.string(), cure: z.string() }))
      .optional(),
    line: z.int().optional(),
  })
  .loose()
export type Problem = z.infer<typeof ProblemShape>

/** Header that every changing request carries: a page of another origin cannot set it without our leave. */
export const REQUEST_HEADER = 'x-entraide-request'
