import { join } from 'node:path'
import { SAMPLE_ZONES } from '../../demo/documents.ts'
import { DEMONSTRATION_ACCOUNTS, startDemonstration } from '#testkit/demonstration.ts'
import type { Network } from '#testkit/network.ts'
import type { Call, Command } from './command.ts'
import { EXIT, NodeAwayError, UsageError } from './exits.ts'
import { table } from './output.ts'
import { logText, reasonOf, WEB_FOLDER } from './start.ts'

const FIRST_PORT = 4710
const STEPS = {
  making: 'Making four members: keys, certificates, charter …',
  starting: 'Starting their nodes …',
  seeding: 'Recording invented people, documents and vehicles …',
  ready: 'Ready.',
} as const

export const DEMO: Command = {
  help: [
    'entraide demo [--fresh] [--port N]',
    '',
    '  The General Secretariat and the bureaus of Morocco, Kenya and Singapore, each a whole node, in ./.entraide.',
    '  --fresh           throw an earlier demonstration away and begin anew',
    `  --port N          first of eight ports on this machine (${FIRST_PORT}); used when the network is made`,
  ],
  options: { fresh: { type: 'boolean' }, port: { type: 'string' } },
  async run(call) {
    const port = Number(call.text('port') ?? FIRST_PORT)
    if (!Number.isInteger(port) || port < 1 || port > 65_528)
      throw new UsageError('--port is a number from 1 to 65528')
    const startedMs = performance.now()
    const network = await started(call, port)
    say(call, network, performance.now() - startedMs)
    await call.terminal.stopped()
    call.output.line('\nStopping …')
    await network.close()
    return EXIT.done
  },
}

async function started({ terminal, output, isSet }: Call, firstPort: number): Promise<Network> {
  try {
    return await startDemonstration({
      root: join(terminal.folder, '.entraide'),
      firstPort,
      webFolder: WEB_FOLDER,
      isFresh: isSet('fresh'),
      log: (member, line) => {
        if (line.level !== 'info') output.note(logText(line, member))
      },
      onStep: (step) => output.line(STEPS[step]),
    })
  } catch (cause) {
    const reason = reasonOf(cause)
    if (reason === undefined) throw cause
    const cure = reason.includes('EADDRINUSE') ? '\nUse other ports: entraide demo --fresh --port N' : ''
    throw new NodeAwayError(reason + cure, { cause })
  }
}

function say({ output, language }: Call, network: Network, ms: number): void {
  const inOrder = network.nodes.toSorted((a, b) => (a.url ?? '').localeCompare(b.url ?? ''))
  const nodes = inOrder.map(({ folder, url }) => ({
    member: folder.card.id,
    name: folder.card.name[language],
    url,
    accounts: DEMONSTRATION_ACCOUNTS.filter(({ member }) => member === folder.card.id).map(
      ({ id, roles }) => ({ id, roles }),
    ),
  }))
  output.json({ event: 'ready', milliseconds: Math.round(ms), nodes })
  output.line(
    `\nFour members are running (${(ms / 1000).toFixed(1)} s). Everyone and everything in them is invented.\n`,
  )
  const rows = nodes.map(({ member, name, url, accounts }) => [
    `  ${member}`,
    url ?? '',
    name,
    accounts.map(({ id }) => id).join(', '),
  ])
  for (const line of table(rows)) output.line(line)
  output.line('\nOpen one, sign in with one click, and check a passport: paste these lines at Scan\n')
  for (const line of (SAMPLE_ZONES[0]?.text ?? '').split('\n')) output.line(`  ${line}`)
  output.line('\nor, in another terminal of this folder,\n')
  output.line(
    '  npm run entraide -- check person "Benkandil Yusuf" --purpose border-control --node ma --as amina.border',
  )
  output.line('\nCtrl-C stops the network; it goes on where it was the next time.')
}
