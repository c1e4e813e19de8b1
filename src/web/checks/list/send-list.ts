import type { Language } from '#acts/charter.ts'
import { BATCH_PATH, type BatchEvent, BatchEventShape, type BatchQueryIn } from '#http/contract/batch.ts'
import { REQUEST_HEADER } from '#http/contract/problem.ts'
import { LIMITS } from '#kernel/limits.ts'
import { linesOf } from '../../administration/import-list.ts'
import { addressOf, ApiProblem, NodeUnreachableError, problemOf, send } from '../../api.ts'

interface ListSending {
  readonly lines: readonly string[]
  readonly from: number
  readonly query: Omit<BatchQueryIn, 'from' | 'answer'>
  readonly language: Language
  readonly signal: AbortSignal
  readonly onEvent: (event: BatchEvent) => void
}

/** A quarter of what a request may hold: a character has at most four bytes. */
const MOST_CHARS = LIMITS.batchBytes / 4

/**
 * Sends rows from a position on, a request at a time, and tells each line of the answers as it comes. Ends when every row
 * is answered; throws `ApiProblem` for a refusal, `NodeUnreachableError` when an answer breaks off, and what the signal
 * was aborted with. What was answered by then is not asked again by who goes on.
 */
export async function sendList({
  lines,
  from,
  query,
  language,
  signal,
  onEvent,
}: ListSending): Promise<void> {
  let next = from
  while (next < lines.length) {
    const before = next
    const response = await patiently(() =>
      send(addressOf(BATCH_PATH, {}, { ...query, from: String(next), answer: 'hits' }), {
        method: 'POST',
        headers: {
          [REQUEST_HEADER]: '1',
          'accept-language': language,
          'content-type': 'application/x-ndjson',
        },
        body: pageOf(lines, next),
        signal,
      }),
    )
    if (response.body === null) throw new NodeUnreachableError('an answer without lines')
    let isEnded = false
    for await (const line of linesOf(response.body)) {
      const event = BatchEventShape.safeParse(line)
      if (!event.success)
        throw new NodeUnreachableError('a line outside the contract', { cause: event.error })
      if (event.data.event === 'refused') throw new ApiProblem(event.data.problem)
      if (event.data.event === 'progress' || event.data.event === 'done') next = event.data.next
      isEnded ||= event.data.event === 'done'
      onEvent(event.data)
    }
    if (!isEnded || next === before) throw new NodeUnreachableError('the answer broke off')
  }
}

const TRIES = 6
const WAIT_MS = 400

/** Who goes on right after a pause can come before the node has noticed the pause. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await ask()
    if (response.ok) return response
    const problem = problemOf(await response.json().catch(() => undefined), response.status)
    const isPassing = problem instanceof ApiProblem && problem.problem.type === 'batch/already-running'
    if (!isPassing || tries === TRIES) throw problem
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
}

function pageOf(lines: readonly string[], from: number): string {
  const page: string[] = []
  let chars = 0
  for (const line of lines.slice(from, from + LIMITS.batchRows)) {
    if (page.length > 0 && chars + line.length > MOST_CHARS) break
    page.push(line)
    chars += line.length + 1
  }
  return page.join('\n')
}
