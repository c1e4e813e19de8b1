import type { BatchRowView } from '#http/contract/batch.ts'
import type { ReadList } from './read-list.ts'
import { rowAt } from './read-list.ts'
import type { RowError } from './use-list.ts'

const HEADS = [
  ...['row', 'name', 'documents', 'result', 'check', 'record', 'database', 'owner', 'title', 'score'],
  ...['strength', 'problem'],
]

/** One's own results as a file (RFC 4180): rows with candidates, one line a candidate, then rows that could not be used. */
export function resultsCsv(
  list: ReadList,
  hits: readonly BatchRowView[],
  errors: readonly RowError[],
): string {
  const lines = hits.flatMap(({ position, check, candidates, tooMany }) => {
    const { name = '', documents = [] } = rowAt(list, position)
    const asked = [position + 1, name, documents.map(({ number }) => number).join(' ')]
    if (candidates.length === 0) return [[...asked, tooMany ? 'too-many' : 'clear', check]]
    return candidates.map(({ recordId, database, owner, title, score, strength }) => [
      ...asked,
      ...['hit', check, recordId, database, owner, title, score, strength],
    ])
  })
  const failed = errors.map(({ position, problem }) => [
    ...[position + 1, '', '', 'error', '', '', '', '', '', '', ''],
    problem.type,
  ])
  return `\ufeff${[HEADS, ...lines, ...failed].map(lineOf).join('')}`
}

const lineOf = (cells: readonly (string | number)[]): string =>
  `${HEADS.map((_, at) => cellOf(cells[at] ?? '')).join(',')}\r\n`

/** A text that a spreadsheet would take for a formula is kept a text (OWASP, CSV injection). */
function cellOf(cell: string | number): string {
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken its copy by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
