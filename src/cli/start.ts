import { fileURLToPath } from 'node:url'
import type { LogLine } from '#http/services.ts'
import { NodeFolderError, readNodeFolder } from '#node/folder.ts'
import { openNode } from '#node.ts'
import type { Call, Command } from './command.ts'
import { EXIT, NodeAwayError } from './exits.ts'
import { nodeFolderAt } from './node-at.ts'

/** Where `npm run build` puts the web application. */
export const WEB_FOLDER = fileURLToPath(new URL('../../dist/web', import.meta.url))

export const START: Command = {
  help: [
    'entraide start',
    '',
    '  Serves the application and the exchange, follows the peers, and writes its log to the error stream, a JSON',
    '  value a line. Stop it with Ctrl-C or SIGTERM: it finishes what is under way.',
  ],
  options: {},
  async run(call) {
    const path = nodeFolderAt(call.text('node'), call.terminal)
    const startedMs = performance.now()
    const node = await started(call, path)
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    call.output.json({
      event: 'started',
      member: node.folder.card.id,
      url: node.url,
      exchangePort: node.exchangePort,
    })
    call.output.line(
      `${node.folder.card.id} is running: ${node.url ?? ''}  (${seconds} s, exchange on port ${node.exchangePort ?? ''})`,
    )
    await call.terminal.stopped()
    await node.close()
    call.output.json({ event: 'stopped' })
    return EXIT.done
  },
}

/** One line of the node's log, as it is written. */
export const logText = (line: LogLine, member?: string): string =>
  JSON.stringify({ at: new Date().toISOString(), ...(member !== undefined && { member }), ...line })

async function started({ output }: Call, path: string): ReturnType<typeof openNode> {
  try {
    const log = (line: LogLine): void => output.note(logText(line))
    return await openNode({ folder: await readNodeFolder(path), isServing: true, webFolder: WEB_FOLDER, log })
  } catch (cause) {
    const reason = reasonOf(cause)
    if (reason === undefined) throw cause
    throw new NodeAwayError(reason, { cause })
  }
}

/** Why a node could not be started, when the reason is not ours. */
export function reasonOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined
  if (cause instanceof NodeFolderError) return cause.message
  if (cause.name === 'StoreInUseError')
    return 'this node is running already, or another program holds its store'
  if (!('code' in cause)) return undefined
  if (cause.code === 'EADDRINUSE')
    return `${cause.message}: another program listens there; change the port in node.json`
  if (cause.code === 'EINVAL' && cause.message.includes('.sock')) {
    return 'the folder’s path is too long for a socket file (about 100 characters); choose a shorter one'
  }
  if (cause.code === 'EACCES') return `${cause.message}: this user may not listen there`
  return undefined
}
