import type { z } from 'zod'
import type { Language } from '#acts/charter.ts'
import { concatBytes, fromUtf8 } from '#kernel/bytes.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Asking } from './asking.ts'
import type { Answer } from './catalogue.ts'
import { invalidField, invalidRequest } from './field-problems.ts'

/** Parses one part of a request. What fails becomes `request/invalid` with the fields to mend. */
export function parsePart<S extends z.ZodType>(
  schema: S,
  value: unknown,
  language: Language,
): Answer<z.output<S>> {
  const parsed = schema.safeParse(value, { reportInput: true })
  return parsed.success ? ok(parsed.data) : refuse(invalidRequest(parsed.error, language))
}

/** The query of a URL as an object of text; a name given twice is refused rather than guessed about. */
export function queryOf(url: string, language: Language): Answer<Readonly<Record<string, string>>> {
  return queryIn(new URL(url).search, language)
}

export function queryIn(query: string, language: Language): Answer<Readonly<Record<string, string>>> {
  if (query === '') return ok({})
  // attacker-controlled: names and values of the query.
  const search = new URLSearchParams(query)
  const names = [...search.keys()]
  const isRepeated = new Set(names).size !== names.length
  return isRepeated ? refuse(invalidField('', 'repeated', language)) : ok(Object.fromEntries(search))
}

/** The body as JSON, at most `LIMITS.requestBodyBytes`; an absent body is the empty object. */
export async function jsonBodyOf({
  body,
  header,
}: Pick<Asking, 'body' | 'header'>): Promise<Answer<unknown>> {
  const bytes = await body(LIMITS.requestBodyBytes)
  if (!bytes.ok) return bytes
  if (bytes.value.length === 0) return ok({})
  if (!isJson(header('content-type'))) return refuse({ kind: 'request/not-json' })
  try {
    const text = fromUtf8(bytes.value)
    // Only an escape can write half of a character: what was decoded from UTF-8 holds none.
    return ok(text.includes('\\u') ? JSON.parse(text, wellFormed) : JSON.parse(text))
  } catch {
    // The only meaning these errors have: not UTF-8, not JSON, nested beyond reason, or half a character.
    return refuse({ kind: 'request/not-json' })
  }
}

/** JSON can write half of a character, as no other text can; such a text could be neither signed nor stored (RFC 7493 §2.1). */
function wellFormed(key: string, value: unknown): unknown {
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
    throw new TypeError('lone surrogate')
  return value
}

/** True when the request itself says that it is larger than the limit: then nothing of it is read. */
export function isDeclaredTooLarge(request: Request, limitBytes: number): boolean {
  return isLongerThan(limitBytes, request.headers.get('content-length') ?? undefined)
}

export function isLongerThan(limitBytes: number, contentLength: string | undefined): boolean {
  return Number(contentLength ?? 0) > limitBytes
}

/** The body, when it is no longer than the limit. */
export async function bytesOf(
  request: Request,
  limitBytes: number,
): Promise<Answer<Uint8Array<ArrayBuffer>>> {
  const parts: Uint8Array[] = []
  let length = 0
  // attacker-controlled: the body, however long; what it declared of its length is not believed.
  for await (const part of request.body ?? []) {
    length += part.length
    if (length > limitBytes) return refuse({ kind: 'request/too-large' })
    parts.push(part)
  }
  return ok(concatBytes(...parts))
}

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;|$)/i.test(contentType ?? '')
