import { openAsBlob } from 'node:fs'
import { access } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ImportEventShape } from '#http/contract/shapes.ts'
import { importOfacSdn, importUnList, type StreamRoute } from '#http/streams.ts'
import { LIMITS } from '#kernel/limits.ts'
import { asAccount, throwProblem } from './client.ts'
import { type Call, type Command, positional } from './command.ts'
import { linesOf } from './lines-of.ts'
import { withNode } from './with-node.ts'
import type { Connection } from './connection.ts'
import { EXIT, type Exit, exitOfProblem, NodeAwayError, UsageError } from './exits.ts'

const OPTIONS = { as: { type: 'string' }, 'withdraw-many': { type: 'boolean' } } as const
const HELP = [
  '  --withdraw-many   withdraw even a large share of the list: only when the file is surely complete',
  '  --as ACCOUNT      who imports; the operator of this machine when left out',
]

export const IMPORT_UN: Command = {
  help: ['entraide import un-sc FILE|https://…', '', ...HELP],
  options: OPTIONS,
  run: async (call) => {
    const source = positional(call, 0, 'FILE or URL')
    const list = source.startsWith('https://') ? await download(source) : await fileAt(source)
    return importing(call, importUnList, { list })
  },
}

/** The names under which OFAC publishes its files, by the field of the form. */
const OFAC_FILES = { sdn: 'sdn.csv', alt: 'alt.csv', add: 'add.csv', comments: 'sdn_comments.csv' } as const

export const IMPORT_OFAC: Command = {
  help: [
    'entraide import ofac-sdn FOLDER',
    '',
    `  FOLDER holds ${Object.values(OFAC_FILES).join(', ')}; the last two may be missing.`,
    ...HELP,
  ],
  options: OPTIONS,
  run: async (call) => {
    const folder = positional(call, 0, 'FOLDER')
    const files: Record<string, Blob> = {}
    for (const [field, name] of Object.entries(OFAC_FILES)) {
      const isOptional = field === 'add' || field === 'comments'
      const path = join(folder, name)
      if (isOptional && !(await isThere(path))) continue
      files[field] = await fileAt(path)
    }
    return importing(call, importOfacSdn, files)
  },
}

async function importing(
  call: Call,
  route: StreamRoute,
  files: Readonly<Record<string, Blob>>,
): Promise<Exit> {
  const form = new FormData()
  for (const [field, file] of Object.entries(files)) form.set(field, file, field)
  if (call.isSet('withdraw-many')) form.set('mayWithdrawMany', 'yes')
  const encoded = new Response(form)
  const contentType = encoded.headers.get('content-type') ?? ''
  const body = new Uint8Array(await encoded.arrayBuffer())
  const bytes = Object.values(files).reduce((sum, file) => sum + file.size, 0)
  const account = call.text('as')
  return withNode(call, (connection) => {
    const upload = (cookie?: string): Promise<Exit> =>
      sendList(connection, call, route, { contentType, body, bytes, cookie })
    return account === undefined
      ? upload()
      : asAccount(connection, call.terminal, account, (session) => upload(session.cookie))
  })
}

interface Upload {
  readonly contentType: string
  readonly body: Uint8Array<ArrayBuffer>
  /** Of the files alone. */
  readonly bytes: number
  readonly cookie: string | undefined
}

async function sendList(
  connection: Connection,
  call: Call,
  route: StreamRoute,
  { contentType, body, bytes, cookie }: Upload,
): Promise<Exit> {
  const headers = { 'content-type': contentType, ...(cookie !== undefined && { cookie }) }
  const response = await connection.send(`/api${route.path}`, { method: 'POST', headers, body })
  await throwProblem(response)
  for await (const line of linesOf(response)) {
    const exit = tell(ImportEventShape.parse(JSON.parse(line)), call, bytes)
    if (exit !== undefined) return exit
  }
  throw new NodeAwayError(
    'the node stopped before the import was done; start it and import again: nothing is done twice',
  )
}

/** The exit code, once the last line has come. */
function tell(
  event: ReturnType<typeof ImportEventShape.parse>,
  { output, words }: Call,
  bytes: number,
): Exit | undefined {
  if (event.event !== 'refused') output.json(event)
  switch (event.event) {
    case 'reading':
      output.progress(words.reading, event.bytes, bytes)
      return undefined
    case 'applying':
      output.progress(words.applying, event.done, event.of)
      return undefined
    case 'done':
      output.endProgress()
      output.line(
        `${event.entries} ${words.entries}: ${event.published} ${words.published}, ${event.updated} ${words.updated}, ` +
          `${event.withdrawn} ${words.withdrawnCount}, ${event.unchanged} ${words.unchanged} (${(event.milliseconds / 1000).toFixed(1)} s)`,
      )
      return EXIT.done
    case 'refused':
      output.problem(event.problem)
      return exitOfProblem(event.problem)
  }
}

async function fileAt(path: string): Promise<Blob> {
  if (!(await isThere(path))) throw new UsageError(`${path} cannot be read`)
  const file = await openAsBlob(path)
  if (file.size > LIMITS.importBytes)
    throw new UsageError(`${basename(path)} is larger than ${LIMITS.importBytes} bytes`)
  return file
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const DOWNLOAD_MS = 120_000

/** The list from its publisher, over TLS, no longer than an import may be. */
async function download(url: string): Promise<Blob> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) }).catch((cause: unknown) => {
    throw new UsageError(`${url} does not answer`, { cause })
  })
  if (!response.url.startsWith('https://')) throw new UsageError(`${url} leads to an address without TLS`)
  if (!response.ok) throw new UsageError(`${url} answers ${response.status}`)
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  // attacker-controlled: how much is sent.
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > LIMITS.importBytes) throw new UsageError(`${url} sends more than ${LIMITS.importBytes} bytes`)
    parts.push(new Uint8Array(part))
  }
  return new Blob(parts)
}
