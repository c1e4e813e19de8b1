import { z } from 'zod'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { textPieces } from './bytes.ts'
import { fieldNamed } from './headers.ts'
import {
  type DateOrder,
  type PassengerReader,
  type PassengerRefusal,
  type PassengerRow,
  ROW_FIELDS,
  type RowFault,
  type RowField,
} from './passenger-row.ts'
import { type DocumentTexts, type RowTexts, travellerOf } from './row-values.ts'

/** Reads JSON objects one a line (NDJSON), or the elements of one array. */
export function jsonReader({ dates }: { readonly dates: DateOrder }): PassengerReader {
  const pieces = textPieces()
  const values = jsonValues()
  const used = new Set<RowField>()
  const unused = new Set<string>()

  const rowsOf = (
    found: Result<readonly JsonText[], PassengerRefusal>,
  ): Result<readonly PassengerRow[], PassengerRefusal> =>
    found.ok ? ok(found.value.map((each) => rowOf(each))) : found

  function rowOf({ text, line, isTooLong }: JsonText): PassengerRow {
    const kept = text.slice(0, LIMITS.batchRowChars).replaceAll(/[\r\n]+/g, ' ')
    if (isTooLong) return { line, text: kept, fault: { kind: 'row/too-long' } }
    const told = toldFault(text)
    if (told !== undefined) return { ...told, line: told.line ?? line, text: kept }
    const texts = textsIn(text, used, unused)
    if (texts === undefined) return { line, text: kept, fault: { kind: 'row/unreadable' } }
    const traveller = travellerOf(texts, dates)
    if (traveller.ok) return { line, text: JSON.stringify(traveller.value), traveller: traveller.value }
    const { ref } = texts.fields
    return { line, text: kept, fault: traveller.refusal, ...(ref !== undefined && { ref }) }
  }

  return {
    push(bytes) {
      const text = pieces.push(bytes)
      return text.ok ? rowsOf(values.push(text.value)) : text
    },
    end() {
      const text = pieces.end()
      if (!text.ok) return text
      const last = values.push(text.value)
      if (!last.ok) return last
      const rest = values.end()
      return rowsOf(rest.ok ? ok([...last.value, ...rest.value]) : rest)
    },
    columns: () => ({ used: [...used], unused: [...unused] }),
  }
}

/** What a sender that reads lists itself says of a row that it could not use. */
const ToldField = z.strictObject({
  ref: z.string().max(40).optional(),
  line: z.int().min(1).optional(),
  fault: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['row/unreadable', 'row/too-long', 'row/nothing-to-search']) }),
    z.strictObject({ kind: z.literal('row/field'), field: z.enum(ROW_FIELDS) }),
  ]),
})

function toldFault(
  text: string,
): { readonly line?: number; readonly ref?: string; readonly fault: RowFault } | undefined {
  if (!text.includes('"fault"')) return undefined
  const told = ToldField.safeParse(jsonIn(text))
  if (!told.success) return undefined
  const { line, ref, fault } = told.data
  return { fault, ...(line !== undefined && { line }), ...(ref !== undefined && { ref }) }
}

const Text = z.union([z.string(), z.number().transform(String)])
const DocumentField = z.record(z.string(), z.unknown())
const MOST_MEMBERS = 60

/** Members by the names of spec/batch.md §2 and §3; nothing where the text is no JSON object of such. */
function textsIn(text: string, used: Set<RowField>, unused: Set<string>): RowTexts | undefined {
  const value = jsonIn(text)
  const object = z.record(z.string(), z.unknown()).safeParse(value)
  if (!object.success || Array.isArray(value)) return undefined
  const fields: Partial<Record<RowField, string>> = {}
  let documents: readonly DocumentTexts[] = []
  for (const [name, member] of Object.entries(object.data).slice(0, MOST_MEMBERS)) {
    if (member === null || member === '') continue
    if (name === 'documents' && Array.isArray(member)) {
      const listed = documentsIn(member)
      if (listed === undefined) return undefined
      documents = listed
      used.add('documentNumber')
      continue
    }
    if (name === 'vehicle' && typeof member === 'object') {
      for (const [part, partText] of Object.entries(member)) {
        const field = fieldNamed(part)
        const parsed = Text.safeParse(partText)
        if (parsed.success && (field === 'vin' || field === 'plate' || field === 'plateCountry')) {
          fields[field] ??= parsed.data
          used.add(field)
        }
      }
      continue
    }
    const field = fieldNamed(name)
    const parsed = Text.safeParse(member)
    if (field === undefined) {
      if (unused.size < MOST_MEMBERS) unused.add(name.slice(0, 40))
    } else if (parsed.success) {
      fields[field] ??= parsed.data
      used.add(field)
    } else return undefined
  }
  return { fields, documents }
}

function documentsIn(members: readonly unknown[]): readonly DocumentTexts[] | undefined {
  const documents: DocumentTexts[] = []
  for (const member of members.slice(0, LIMITS.documentsPerCheck + 1)) {
    const object = DocumentField.safeParse(member)
    if (!object.success) return undefined
    const found: Partial<Record<RowField, string>> = {}
    for (const [name, value] of Object.entries(object.data)) {
      const field = fieldNamed(name)
      const text = Text.safeParse(value)
      if (field !== undefined && text.success) found[field] ??= text.data
    }
    const { documentNumber, documentCountry, documentType } = found
    if (documentNumber === undefined) return undefined
    documents.push({
      number: documentNumber,
      ...(documentCountry !== undefined && { country: documentCountry }),
      ...(documentType !== undefined && { type: documentType }),
    })
  }
  return documents
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The only meaning this error has: the text is no JSON.
    return undefined
  }
}

interface JsonText {
  /** Its line, or its number in the array. */
  readonly line: number
  readonly text: string
  readonly isTooLong: boolean
}

interface JsonValues {
  push(text: string): Result<readonly JsonText[], PassengerRefusal>
  end(): Result<readonly JsonText[], PassengerRefusal>
}

/** Takes a text apart into the values of its lines or of its array, without holding more than one of them. */
function jsonValues(): JsonValues {
  let values: JsonValues | undefined
  return {
    push(text) {
      const start = /\S/.exec(text)?.[0]
      if (values === undefined && start === undefined) return ok([])
      values ??= start === '[' ? arrayElements() : lines()
      return values.push(text)
    },
    end: () => values?.end() ?? ok([]),
  }
}

function lines(): JsonValues {
  let rest = ''
  let line = 0
  let isTooLong = false
  const take = (text: string): readonly JsonText[] => {
    line += 1
    const found =
      text.trim() === '' ? [] : [{ line, text, isTooLong: isTooLong || text.length > LIMITS.batchRowChars }]
    isTooLong = false
    return found
  }
  return {
    push(text) {
      const parts = (rest + text).split('\n')
      rest = parts.pop() ?? ''
      const found = parts.flatMap(take)
      if (rest.length > LIMITS.batchRowChars) {
        isTooLong = true
        rest = rest.slice(0, LIMITS.batchRowChars)
      }
      return ok(found)
    },
    end() {
      const found = rest === '' ? [] : take(rest)
      rest = ''
      return ok(found)
    },
  }
}

function arrayElements(): JsonValues {
  let element = ''
  let depth = 0
  let isString = false
  let isEscaped = false
  let isTooLong = false
  let isOver = false
  let line = 0

  const take = (): readonly JsonText[] => {
    const text = element.trim()
    element = ''
    if (text === '') return []
    line += 1
    const found = { line, text, isTooLong }
    isTooLong = false
    return [found]
  }
  return {
    push(text) {
      const found: JsonText[] = []
      for (const char of text) {
        if (isOver) {
          if (/\S/.test(char)) return refuse({ kind: 'batch/not-json', line: line + 1 })
          continue
        }
        if (isString) {
          isString = isEscaped || char !== '"'
          isEscaped = !isEscaped && char === '\\'
        } else if (char === '"') isString = true
        else if (char === '[' || char === '{') {
          depth += 1
          if (depth === 1) continue
        } else if (char === ']' || char === '}') {
          depth -= 1
          if (depth === 0) {
            found.push(...take())
            isOver = true
            continue
          }
        } else if (char === ',' && depth === 1) {
          found.push(...take())
          continue
        }
        if (element.length < LIMITS.batchRowChars) element += char
        else isTooLong = true
      }
      return ok(found)
    },
    // An array that was cut: what was read stays read, and its end says so.
    end: () => (isOver ? ok([]) : refuse({ kind: 'batch/not-json', line: line + 1 })),
  }
}
