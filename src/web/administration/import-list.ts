import type { z } from 'zod'
import type { Language } from '#acts/charter.ts'
import { REQUEST_HEADER } from '#http/contract/problem.ts'
import { ImportEventShape } from '#http/contract/shapes.ts'
import { NodeUnreachableError, problemOf, send } from '../api.ts'

export type ImportEvent = z.infer<typeof ImportEventShape>
export type ListName = 'un-sc' | 'ofac-sdn'

interface ListUpload {
  readonly list: ListName
  /** Files by their field: `list`, or `sdn`, `alt`, `add` and `comments`. */
  readonly files: Readonly<Record<string, File>>
  readonly language: Language
  readonly onEvent: (event: ImportEvent) => void
}

/**
 * Hands a list to the node and tells each line of its answer as it comes. Ends with `done` or `refused`; throws
 * `ApiProblem` when the node takes nothing, `NodeUnreachableError` when the answer breaks off.
 */
export async function importList({ list, files, language, onEvent }: ListUpload): Promise<void> {
  const form = new FormData()
  for (const [field, file] of Object.entries(files)) form.append(field, file)
  const response = await send(`/api/imports/${list}`, {
    method: 'POST',
    headers: { [REQUEST_HEADER]: '1', 'accept-language': language },
    body: form,
  })
  if (!response.ok) throw problemOf(await response.json().catch(() => undefined), response.status)
  if (response.body === null) throw new NodeUnreachableError('an answer without lines')
  let last: ImportEvent['event'] | undefined
  for await (const line of linesOf(response.body)) {
    const event = ImportEventShape.safeParse(line)
    if (!event.success) throw new NodeUnreachableError('a line outside the contract', { cause: event.error })
    last = event.data.event
    onEvent(event.data)
  }
  if (last !== 'done' && last !== 'refused') throw new NodeUnreachableError('the answer broke off')
}

/** The values of an `application/x-ndjson` stream. */
export async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    const lines = (rest + (value ?? '')).split('\n')
    rest = done ? '' : (lines.pop() ?? '')
    for (const line of lines) if (line.trim() !== '') yield valueOf(line)
    if (done) return
  }
}

function valueOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new NodeUnreachableError('a line that is not JSON', { cause })
  }
}
