import type { Problem } from '#http/contract/problem.ts'
import type { Terminal } from './terminal.ts'

/** Where a command writes: lines for people, or one JSON value a line for programs. */
export interface Output {
  readonly isJson: boolean
  /** A line for people; nothing with `--json`. */
  line(text?: string): void
  /** A value for programs; nothing without `--json`. */
  json(value: unknown): void
  /** What went wrong or is worth knowing, on the error stream. */
  note(text: string): void
  problem(problem: Problem): void
  /** Draws how far something is: a bar that stays in place where somebody watches, a line now and then elsewhere. */
  progress(label: string, done: number, of: number | undefined): void
  endProgress(): void
}

const BAR_CHARS = 28
/** Without a terminal: one line for every so many percent. */
const PERCENT_A_LINE = 10

export function createOutput(terminal: Terminal, isJson: boolean): Output {
  let lastPercent = -PERCENT_A_LINE
  let lastLabel = ''
  let isBarShown = false

  const endProgress = (): void => {
    if (isBarShown) terminal.err('\n')
    isBarShown = false
    lastPercent = -PERCENT_A_LINE
  }
  return {
    isJson,
    line: (text = '') => {
      if (!isJson) terminal.out(`${harmless(text)}\n`)
    },
    json: (value) => {
      if (isJson) terminal.out(`${JSON.stringify(value)}\n`)
    },
    note: (text) => terminal.err(`${harmless(text)}\n`),
    problem(problem) {
      endProgress()
      if (isJson) terminal.out(`${JSON.stringify(problem)}\n`)
      else for (const line of problemLines(problem)) terminal.err(`${harmless(line)}\n`)
    },
    progress(label, done, of) {
      if (isJson) return
      if (label !== lastLabel) endProgress()
      lastLabel = label
      const percent = of === undefined || of === 0 ? undefined : Math.floor((done / of) * 100)
      if (terminal.isWatched) {
        terminal.err(
          `\r\u001b[2K${bar(percent)} ${harmless(label)} ${done}${of === undefined ? '' : ` / ${of}`}`,
        )
        isBarShown = true
      } else if (percent === undefined ? lastPercent < 0 : percent >= lastPercent + PERCENT_A_LINE) {
        lastPercent = percent ?? 0
        terminal.err(`${harmless(label)} ${done}${of === undefined ? '' : ` / ${of}`}\n`)
      }
    },
    endProgress,
  }
}

function bar(percent: number | undefined): string {
  const full = Math.round(((percent ?? 0) / 100) * BAR_CHARS)
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_CHARS - full)}] ${percent === undefined ? '   ' : String(percent).padStart(3)}%`
}

/** Title, where, each field, each rule with its article and cure, and what to do. */
function problemLines(problem: Problem): readonly string[] {
  const { title, line, fields = [], refusals = [], detail, cure, type } = problem
  const column = typeof problem['column'] === 'number' ? `:${problem['column']}` : ''
  const place = line === undefined ? '' : ` [${line}${column}]`
  return [
    `✗ ${title}${place}`,
    ...(detail === undefined ? [] : [`  ${detail}`]),
    ...fields.map(({ path, message }) => `  · ${path === '' ? '' : `${path}: `}${message}`),
    ...refusals.flatMap((rule) => [`  · ${rule.title} (${rule.article})`, `    → ${rule.cure}`]),
    ...(cure === undefined ? [] : [`  → ${cure}`]),
    `  ${type}`,
  ]
}

/**
 * Text from records and peers, without what could drive the terminal or turn a line around: control characters
 * (ECMA-48) and the bidirectional overrides. Isolates stay; they keep a name in its place (UAX #9).
 */
export function harmless(text: string): string {
  return text.replaceAll(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2028\u2029]/g,
    '\u{fffd}',
  )
}

/** Rows in columns, the first row being the heads. Widths are counted in characters. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => [...(row[at] ?? '')].length)))
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - [...cell].length))
      .join('  ')
      .trimEnd(),
  )
}
