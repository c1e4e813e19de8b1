import type { Day } from '#kernel/days.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { textPieces } from './bytes.ts'
import { type Segment, segmentReader } from './edifact.ts'
import type { PassengerReader, PassengerRefusal, PassengerRow, RowField } from './passenger-row.ts'
import { type DocumentTexts, travellerOf } from './row-values.ts'

/** NAD qualifiers of travellers: passengers, crew, and both in transit (Guidelines on API, appendix II, group 4). */
const TRAVELLERS: ReadonlySet<string> = new Set(['FL', 'FM', 'DDU', 'DDT'])
/** RFF qualifiers that can mark a row: seat, unique passenger reference, reservation. */
const MARKS = ['SEA', 'ABO', 'AVF'] as const

/**
 * Reads an interchange with PAXLST messages as the API guidelines of WCO, IATA and ICAO use them (UN/EDIFACT D.02B to
 * D.15B; ISO 9735): each passenger or crew member is one row, at the segment number of its NAD.
 *
 * attacker-controlled: all of it. `today` decides the century of two-digit years of birth.
 */
export function paxlstReader({ today }: { readonly today: Day }): PassengerReader {
  const pieces = textPieces(encodingIn)
  const segments = segmentReader()
  const used = new Set<RowField>()
  let group: Group | undefined
  let stage: 'start' | 'interchange' | 'message' | 'ended' = 'start'
  let inMessage = 0
  let messages = 0

  function take(segment: Segment, rows: PassengerRow[]): PassengerRefusal | undefined {
    const broken = { kind: 'batch/not-paxlst' as const, line: segment.number }
    if (stage === 'message') inMessage += 1
    switch (segment.tag) {
      case 'UNB':
        if (stage !== 'start') return broken
        stage = 'interchange'
        return undefined
      case 'UNH':
        if (stage !== 'interchange' || segment.elements[1]?.[0] !== 'PAXLST') return broken
        stage = 'message'
        inMessage = 1
        messages += 1
        return undefined
      case 'UNT':
        // ISO 9735: UNT counts the segments of its message, itself and UNH included.
        if (stage !== 'message' || Number(segment.elements[0]?.[0]) !== inMessage) return broken
        close(rows)
        stage = 'interchange'
        return undefined
      case 'UNZ':
        if (stage !== 'interchange' || messages === 0) return broken
        stage = 'ended'
        return undefined
      case 'UNG':
      case 'UNE':
        return stage === 'interchange' ? undefined : broken
      case 'NAD':
        close(rows)
        if (TRAVELLERS.has(segment.elements[0]?.[0] ?? '')) group = begin(segment)
        return stage === 'message' ? undefined : broken
      case 'CNT':
        close(rows)
        return undefined
      default:
        if (stage !== 'message') return broken
        if (group !== undefined) addTo(group, segment, today)
        return undefined
    }
  }

  function close(rows: PassengerRow[]): void {
    if (group !== undefined) rows.push(rowOf(group, used))
    group = undefined
  }

  function rowsOf(text: string): Result<readonly PassengerRow[], PassengerRefusal> {
    const found = segments.push(text)
    if (!found.ok) return found
    const rows: PassengerRow[] = []
    for (const segment of found.value) {
      const broken = take(segment, rows)
      if (broken !== undefined) return refuse(broken)
    }
    return ok(rows)
  }

  return {
    push(bytes) {
      const text = pieces.push(bytes)
      return text.ok ? rowsOf(text.value) : text
    },
    end() {
      const text = pieces.end()
      if (!text.ok) return text
      const last = rowsOf(text.value)
      if (!last.ok) return last
      const end = segments.end()
      if (!end.ok) return end
      return stage === 'ended' ? last : refuse({ kind: 'batch/not-paxlst', line: 1 })
    },
    columns: () => ({ used: [...used], unused: [] }),
  }
}

interface Group {
  readonly line: number
  readonly fields: Partial<Record<RowField, string>>
  readonly documents: { number: string; country?: string; type?: string }[]
  readonly marks: Map<string, string>
  isCut: boolean
}

/** C080: surname, then given names. An element C058 or C082 before it holds what the guidelines leave empty. */
function begin({ number, elements }: Segment): Group {
  const [surname = '', ...given] = elements[3] ?? []
  const givenText = given.filter((part) => part !== '').join(' ')
  return {
    line: number,
    fields: { ...(surname !== '' && { surname }), ...(givenText !== '' && { given: givenText }) },
    documents: [],
    marks: new Map(),
    isCut: false,
  }
}

function addTo(group: Group, { tag, elements }: Segment, today: Day): void {
  const { fields, documents } = group
  const [[qualifier = '', value = '', format = ''] = [], second = [], third = []] = elements
  switch (tag) {
    case 'ATT':
      if (qualifier === '2' && third[0] !== undefined) fields.sex ??= third[0]
      return
    case 'DTM':
      if (qualifier === '329') fields.birthDate ??= birthDay(value, format, today)
      return
    case 'NAT':
      if (second[0] !== undefined && second[0] !== '') fields.nationality ??= second[0]
      return
    case 'DOC': {
      const number = second[0] ?? ''
      if (number === '') return
      if (documents.length < LIMITS.documentsPerCheck) documents.push({ number, type: qualifier })
      else group.isCut = true
      return
    }
    case 'LOC': {
      // In group 5, after a DOC: place of issue.
      const document = documents.at(-1)
      if (qualifier === '91' && document !== undefined && second[0]) document.country ??= second[0]
      return
    }
    case 'RFF':
      if (value !== '') group.marks.set(qualifier, value)
      return
    default:
  }
}

/** `750302`, or `19750302`; format 102 says the latter. What is no day is left as it stands, for the row to be told so. */
function birthDay(text: string, format: string, today: Day): string {
  if (text.length === 8 || format === '102') return text
  const found = /^(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (found === null) return text
  const [, year = '', month = '', day = ''] = found
  const century = Number(today.slice(0, 2))
  const latest = `${century}${year}-${month}-${day}`
  return latest <= today ? latest : `${century - 1}${year}-${month}-${day}`
}

function rowOf({ line, fields, documents, marks, isCut }: Group, used: Set<RowField>): PassengerRow {
  const ref = MARKS.map((mark) => marks.get(mark)).find((text) => text !== undefined)
  const withRef = { ...fields, ...(ref !== undefined && { ref: ref.slice(0, 40) }) }
  const texts: { fields: typeof withRef; documents: readonly DocumentTexts[] } = {
    fields: withRef,
    documents,
  }
  for (const field of ['ref', 'surname', 'given', 'birthDate', 'nationality', 'sex'] as const) {
    if (withRef[field] !== undefined) used.add(field)
  }
  if (documents.length > 0) used.add('documentNumber')
  if (documents.some(({ country }) => country !== undefined)) used.add('documentCountry')
  const traveller = travellerOf(texts, 'iso')
  const fault = traveller.ok
    ? isCut
      ? ({ kind: 'row/field', field: 'documentNumber' } as const)
      : undefined
    : traveller.refusal
  if (fault === undefined && traveller.ok) {
    return { line, text: JSON.stringify(traveller.value), traveller: traveller.value }
  }
  const text = JSON.stringify(texts).slice(0, LIMITS.batchRowChars)
  return { line, text, fault: fault ?? { kind: 'row/unreadable' }, ...(ref !== undefined && { ref }) }
}

/** ISO 9735-1: the syntax identifier of UNB names the repertoire; parts of ISO 8859 by their letter. */
function encodingIn(start: string): string {
  const syntax = /UNB.UNO([A-Z])/.exec(start)?.[1] ?? 'A'
  const part = 'CDEFGHIJK'.indexOf(syntax)
  return part === -1
    ? 'utf-8'
    : (['1', '2', '5', '7', '3', '4', '6', '8', '9'][part] ?? '1').replace(/^/, 'iso-8859-')
}
