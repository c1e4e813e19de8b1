import { request as httpRequest, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Language } from '#acts/charter.ts'
import { REQUEST_HEADER } from '#http/contract/problem.ts'
import type { LogLine } from '#http/services.ts'
import type { Node } from '#node.ts'
import { NodeAwayError } from './exits.ts'

/** The name that node/folder.ts gives it. */
const SOCKET = 'node.sock'

/** A way to one node's interface: over its socket while it runs, else the node itself, opened for this command. */
export interface Connection {
  readonly isRunning: boolean
  send(path: string, init: Sent): Promise<Response>
  close(): Promise<void>
}

export interface Sent {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer> | string
}

/** Throws `NodeAwayError` when the folder holds no node, or another program holds its store. */
export async function connect(
  folder: string,
  language: Language,
  log: (line: LogLine) => void,
): Promise<Connection> {
  const common = { 'accept-language': language, [REQUEST_HEADER]: '1', host: 'localhost' }
  const path = join(folder, SOCKET)
  if (await answers(path)) {
    return {
      isRunning: true,
      send: (address, { headers, ...sent }) =>
        overSocket(path, address, { ...sent, headers: { ...common, ...headers } }),
      close: async () => undefined,
    }
  }
  const node = await opened(folder, log)
  return {
    isRunning: false,
    send: async (address, { headers, ...sent }) =>
      node.application.request(
        address,
        { ...sent, headers: { ...common, ...headers } },
        { isOperator: true },
      ),
    close: () => node.close(),
  }
}

async function opened(folder: string, log: (line: LogLine) => void): Promise<Node> {
  // A whole node is only loaded when none is running: a command over the socket starts in a fraction of the time.
  const { openNode } = await import('#node.ts')
  const { NodeFolderError, readNodeFolder } = await import('#node/folder.ts')
  try {
    return await openNode({ folder: await readNodeFolder(folder), isServing: false, log })
  } catch (cause) {
    if (cause instanceof NodeFolderError) throw new NodeAwayError(cause.message, { cause })
    if (cause instanceof Error && cause.name === 'StoreInUseError') {
      throw new NodeAwayError(
        'another program holds this node’s store and does not answer; wait, or stop it',
        { cause },
      )
    }
    throw cause
  }
}

/** A socket file may be left by a node that died: only an answer counts. */
async function answers(path: string): Promise<boolean> {
  try {
    const response = await overSocket(path, '/api/session', { method: 'GET' })
    await response.body?.cancel()
    return true
  } catch {
    // Absent, or nobody listens: both mean that the node is not running.
    return false
  }
}

function overSocket(socketPath: string, path: string, { method, headers, body }: Sent): Promise<Response> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const request = httpRequest({
      socketPath,
      path,
      method,
      agent: false,
      headers: { ...headers, ...length },
    })
    request.once('error', (cause) => reject(gone(cause)))
    request.once('response', (answer) => resolve(responseOf(answer)))
    request.end(body)
  })
}

function responseOf(answer: IncomingMessage): Response {
  const headers = new Headers()
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const status = answer.statusCode ?? 500
  const isEmpty = status === 204 || status === 304
  return new Response(isEmpty ? null : streamOf(answer), { status, headers })
}

function streamOf(answer: IncomingMessage): ReadableStream<Uint8Array> {
  const parts: AsyncIterator<unknown> = answer[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next().catch((cause: unknown) => {
        throw gone(cause)
      })
      if (done === true) controller.close()
      else if (value instanceof Uint8Array) controller.enqueue(value)
    },
    cancel: () => void answer.destroy(),
  })
}

const gone = (cause: unknown): NodeAwayError =>
  new NodeAwayError('the node stopped answering; see whether it runs, then try again', { cause })
