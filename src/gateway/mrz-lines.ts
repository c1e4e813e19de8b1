import type { Refusal, Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Fault } from './fault.ts'
import type { MrzLayout } from './mrz-layout.ts'
import { LAYOUTS } from './mrz-layout.ts'

export interface MrzRefusal extends Refusal {
  readonly kind:
    | 'mrz/empty'
    | 'mrz/too-long'
    | 'mrz/line-count'
    | 'mrz/line-length'
    | 'mrz/character'
    | 'mrz/document-code'
    | 'mrz/name-missing'
  /** One-based line and position in it, where the reason is at a place. */
  readonly line?: number
  readonly position?: number
  /** What more there is to say than the kind and the place. */
  readonly fault?: Fault<'line-characters'>
}

export interface MrzLines {
  readonly layout: MrzLayout
  readonly lines: readonly string[]
}

/** More than three lines of 44 with generous spacing is no zone. */
const TEXT_CHARS = 1_000

/**
 * Brings pasted or scanned text into the lines of a zone: capitals, no spaces, `«` and `‹` read as fillers, and the
 * fillers at the end of a line of names given back where the copy lost them. Nothing else is changed.
 */
export function mrzLines(text: string): Result<MrzLines, MrzRefusal> {
  if (text.length > TEXT_CHARS) return refuse({ kind: 'mrz/too-long' })
  // OCR writes `«` for one filler or for two: whichever gives lines of the right length.
  const single = fitted(text.replace(/«/g, '<'))
  if (single.ok || !text.includes('«')) return single
  const double = fitted(text.replace(/«/g, '<<'))
  return double.ok ? double : single
}

function fitted(text: string): Result<MrzLines, MrzRefusal> {
  const lines = broken(
    text
      .split(/[\r\n]+/)
      .map((line) =>
        line
          .replace(/[\s\u200b-\u200f\ufeff]+/g, '')
          .replace(/[‹〈＜]/g, '<')
          .toUpperCase(),
      )
      .filter((line) => line !== ''),
  )
  if (lines.length === 0) return refuse({ kind: 'mrz/empty' })
  for (const [at, line] of lines.entries()) {
    const position = line.search(/[^A-Z0-9<]/)
    if (position !== -1) return refuse({ kind: 'mrz/character', line: at + 1, position: position + 1 })
  }
  const layout = layoutOf(lines)
  if (!layout.ok) return layout
  const padded = padTo(lines, layout.value)
  return padded.ok ? ok({ layout: layout.value, lines: padded.value }) : padded
}

/** A scanner may send the zone as one line. */
function broken(lines: readonly string[]): readonly string[] {
  const [only] = lines
  if (lines.length !== 1 || only === undefined) return lines
  const chars = only.length === 90 ? 30 : only.length === 72 ? 36 : only.length === 88 ? 44 : undefined
  return chars === undefined ? lines : (only.match(new RegExp(`.{${chars}}`, 'g')) ?? lines)
}

function layoutOf(lines: readonly string[]): Result<MrzLayout, MrzRefusal> {
  const [first = '', second = ''] = lines
  if (lines.length !== 2 && lines.length !== 3) return refuse({ kind: 'mrz/line-count' })
  if (!/^[PVACI]/.test(first)) return refuse({ kind: 'mrz/document-code', line: 1, position: 1 })
  if (lines.length === 3) return ok(LAYOUTS.TD1)
  const longest = Math.max(bare(first).length, bare(second).length)
  const isLarge = longest > 36 || second.length > 36
  if (first.startsWith('V')) return ok(isLarge ? LAYOUTS['MRV-A'] : LAYOUTS['MRV-B'])
  return ok(isLarge ? LAYOUTS.TD3 : LAYOUTS.TD2)
}

const bare = (line: string): string => line.replace(/<+$/, '')

/** How much of a line must have been copied before the rest may be taken for fillers. */
const LINE_MINIMUM = 8

function padTo(lines: readonly string[], layout: MrzLayout): Result<readonly string[], MrzRefusal> {
  const whole: string[] = []
  for (const [at, line] of lines.entries()) {
    const exact =
      line.length > layout.lineChars
        ? line.slice(0, layout.lineChars) + bare(line.slice(layout.lineChars))
        : line
    const padded =
      mayEndInFillers(layout, at) && exact.length >= LINE_MINIMUM
        ? exact.padEnd(layout.lineChars, '<')
        : exact
    if (padded.length !== layout.lineChars) {
      const position = Math.min(padded.length, layout.lineChars) + 1
      const fault = {
        code: 'line-characters',
        characters: padded.length,
        expected: layout.lineChars,
      } as const
      return refuse({ kind: 'mrz/line-length', line: at + 1, position, fault })
    }
    whole.push(padded)
  }
  return ok(whole)
}

/** A line that ends in a check digit is never padded: what is missing there is not a filler. */
function mayEndInFillers(layout: MrzLayout, line: number): boolean {
  return layout.composite?.check.line !== line
}
