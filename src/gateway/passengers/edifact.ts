import { ok, refuse, type Result } from '#kernel/result.ts'
import type { PassengerRefusal } from './passenger-row.ts'

/** One segment: its tag, and its data elements with their components, released. */
export interface Segment {
  /** From 1, the UNA not counted. */
  readonly number: number
  readonly tag: string
  readonly elements: readonly (readonly string[])[]
}

/** Longest segment of the guidelines with room; one that is longer is no segment. */
const MOST_CHARS = 2_048

/** ISO 9735-1: the service characters when no UNA says otherwise. */
interface Service {
  readonly component: string
  readonly element: string
  readonly release: string
  readonly terminator: string
}
const DEFAULTS: Service = { component: ':', element: '+', release: '?', terminator: "'" }
const UNA_CHARS = 9

/** Takes an interchange apart into segments, holding no more than one. Line breaks between segments are passed over. */
export function segmentReader(): {
  readonly push: (text: string) => Result<readonly Segment[], PassengerRefusal>
  readonly end: () => Result<undefined, PassengerRefusal>
} {
  let service: Service | undefined
  let rest = ''
  let scanned = 0
  let isReleased = false
  let number = 0

  return {
    push(text) {
      rest += text
      if (service === undefined) {
        rest = rest.trimStart()
        if (rest.length < UNA_CHARS) return ok([])
        const advice = rest.startsWith('UNA') ? adviceIn(rest) : DEFAULTS
        if (advice === undefined) return refuse({ kind: 'batch/not-paxlst', line: 1 })
        service = advice
        if (rest.startsWith('UNA')) rest = rest.slice(UNA_CHARS)
      }
      const { release, terminator } = service
      const segments: Segment[] = []
      let start = 0
      for (; scanned < rest.length; scanned++) {
        const char = rest[scanned] ?? ''
        if (isReleased) isReleased = false
        else if (char === release && release !== ' ') isReleased = true
        else if (char === terminator) {
          number += 1
          segments.push(segmentOf(rest.slice(start, scanned).trimStart(), number, service))
          start = scanned + 1
        }
        if (scanned - start > MOST_CHARS) return refuse({ kind: 'batch/not-paxlst', line: number + 1 })
      }
      rest = rest.slice(start)
      scanned -= start
      return ok(segments)
    },
    end: () =>
      rest.trim() === '' && number > 0
        ? ok(undefined)
        : refuse({ kind: 'batch/not-paxlst', line: number + 1 }),
  }
}

/** `UNA:+.? '`: six characters, all different but for the reserved blank; a release character that is a blank is none. */
function adviceIn(text: string): Service | undefined {
  const [component = '', element = '', , release = '', , terminator = ''] = text.slice(3, UNA_CHARS)
  const marks = [component, element, terminator, ...(release === ' ' ? [] : [release])]
  const isFit = new Set(marks).size === marks.length && marks.every((mark) => !/[A-Za-z0-9\s]/.test(mark))
  return isFit ? { component, element, release, terminator } : undefined
}

function segmentOf(text: string, number: number, { component, element, release }: Service): Segment {
  const elements: string[][] = [['']]
  let isReleased = false
  for (const char of text) {
    const last = elements.at(-1) ?? []
    if (isReleased || (char !== release && char !== component && char !== element)) {
      // ISO 9735-1 §9: a line break inside a segment is no part of it.
      if (char !== '\r' && char !== '\n') last[last.length - 1] += char
      isReleased = false
    } else if (char === release && release !== ' ') isReleased = true
    else if (char === element) elements.push([''])
    else if (char === component) last.push('')
    else last[last.length - 1] += char
  }
  const [[tag = ''] = [], ...data] = elements
  return { number, tag, elements: data }
}
