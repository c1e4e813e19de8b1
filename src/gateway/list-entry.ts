import type { z } from 'zod'
import { NoticeField } from '#acts/record.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Fault } from './fault.ts'

/** The fields of a notice that a list determines; the desk adds source, retention, purposes and the rest. */
export const NoticeDraftField = NoticeField.pick({
  kind: true,
  status: true,
  subject: true,
  list: true,
  listedOn: true,
  updatedOn: true,
  summary: true,
})
export type NoticeDraft = z.infer<typeof NoticeDraftField>

/** One entry of an imported list. `id` is stable in that list: the UN's DATAID, OFAC's ent_num. */
export interface ListEntry {
  readonly id: string
  readonly notice: NoticeDraft
}

interface At {
  /** One-based line and column of the file where the reason was found. */
  readonly line?: number
  readonly column?: number
  /** Which file, where a list comes in several. */
  readonly file?: string
  readonly fault: Fault
}

/** Why a file was refused. Nothing of a refused file is kept. */
export type ListRefusal =
  | (At & { readonly kind: 'import/not-xml' })
  | (At & { readonly kind: 'import/not-csv' })
  | (At & { readonly kind: 'import/truncated' })
  | (At & { readonly kind: 'import/wrong-encoding' })
  | (At & { readonly kind: 'import/doctype-forbidden' })
  | (At & { readonly kind: 'import/too-deep' })
  | (At & { readonly kind: 'import/too-large' })
  | (At & { readonly kind: 'import/unknown-format' })
  | (At & { readonly kind: 'import/entry-invalid'; readonly field: string })
  | (At & { readonly kind: 'import/too-many-entries' })
  | (At & { readonly kind: 'import/duplicate-entry' })
  | (At & { readonly kind: 'import/unreadable' })

/** How far a reading is. */
export interface ListProgress {
  readonly bytes: number
  readonly entries: number
  /** OFAC: rows of the secondary files whose entry the main file does not hold. They are left out, and counted here. */
  readonly unmatchedRows?: number
}
export type OnProgress = (progress: ListProgress) => void

/** Unvalidated content of a draft, as a mapper builds it. */
export type DraftInput = z.input<typeof NoticeDraftField>

/** Checks what a mapper built against the vocabulary. `lineOf` finds the line that a field came from. */
export function checkDraft(
  input: DraftInput,
  lineOf: (field: readonly PropertyKey[]) => number,
): Result<NoticeDraft, ListRefusal> {
  const parsed = NoticeDraftField.safeParse(input)
  if (parsed.success && parsed.data.subject.names[0]?.use === 'primary') return ok(parsed.data)
  if (parsed.success) {
    return refuse({
      kind: 'import/entry-invalid',
      line: lineOf([]),
      field: 'subject.names',
      fault: { code: 'name-required' },
    })
  }
  const [issue] = parsed.error.issues
  const path = issue?.path ?? []
  return refuse({
    kind: 'import/entry-invalid',
    line: lineOf(path),
    field: path.map(String).join('.'),
    fault: faultOf(issue),
  })
}

function faultOf(issue: z.core.$ZodIssue | undefined): Fault {
  switch (issue?.code) {
    case 'too_small':
      // An empty text or list is one that is not there.
      return issue.minimum === 1 ? { code: 'value-required' } : { code: 'value-unfit' }
    case 'too_big':
      if (issue.origin === 'string') return { code: 'value-too-long', limitChars: Number(issue.maximum) }
      return issue.origin === 'array'
        ? { code: 'too-many-values', limit: Number(issue.maximum) }
        : { code: 'value-unfit' }
    case 'custom':
      return { code: FORMS.get(issue.message) ?? 'value-unfit' }
    default:
      return { code: 'value-unfit' }
  }
}

/** By the message of the schema (acts/fields.ts). */
const FORMS: ReadonlyMap<string, 'not-a-day' | 'control-characters'> = new Map([
  ['a day as YYYY-MM-DD', 'not-a-day'],
  ['a date as YYYY, YYYY-MM or YYYY-MM-DD', 'not-a-day'],
  ['no control characters', 'control-characters'],
])
