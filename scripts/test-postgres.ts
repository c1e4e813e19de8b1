/**
 * A throw-away PostgreSQL server for tests, where the machine has PostgreSQL (for instance Debian's package).
 *
 * It listens on a free port of the loopback interface, with its data in a temporary folder that `stop`
 * removes. PostgreSQL refuses to run as root: there it runs as the `postgres` user that packages make.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export interface PostgresForTests {
  readonly url: string
  stop(): Promise<void>
}

const DEBIAN = '/usr/lib/postgresql'
const COMMAND_MS = 60_000

/** Undefined when the machine has no PostgreSQL. Throws when it has one that does not start. */
export async function startPostgres(): Promise<PostgresForTests | undefined> {
  const bin = findPrograms()
  if (bin === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'entraide-postgres-'))
  chmodSync(folder, 0o700)
  const asRoot = process.getuid?.() === 0
  if (asRoot) chownSync(folder, idOf('-u'), idOf('-g'))
  const stop = async (): Promise<void> => {
    runAs(asRoot, join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'])
    rmSync(folder, { recursive: true, force: true })
  }
  const data = join(folder, 'data')
  try {
    const port = await freePort()
    must(
      runAs(asRoot, join(bin, 'initdb'), [
        '-D',
        data,
        '-U',
        'entraide',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--locale=C',
      ]),
    )
    // Durability is what some tests are about, so fsync stays on.
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60`
    must(
      runAs(asRoot, join(bin, 'pg_ctl'), [
        '-D',
        data,
        '-l',
        join(folder, 'log'),
        '-w',
        '-o',
        settings,
        'start',
      ]),
    )
    return { url: `postgres://entraide@127.0.0.1:${port}/postgres`, stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}

function findPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

interface Finished {
  readonly status: number | null
  readonly text: string
}

/** Shells of root do not always have /usr/sbin on their path. */
const RUNUSER = existsSync('/usr/sbin/runuser') ? '/usr/sbin/runuser' : 'runuser'

function runAs(asRoot: boolean, program: string, args: readonly string[]): Finished {
  const [command, whole] = asRoot
    ? [RUNUSER, ['-u', 'postgres', '--', program, ...args]]
    : [program, [...args]]
  // pg_ctl leaves the server behind with its standard output: a pipe here would never close.
  const { status, error } = spawnSync(command, whole, { cwd: tmpdir(), stdio: 'ignore', timeout: COMMAND_MS })
  return { status, text: `${program} ${args.join(' ')}: ${error?.message ?? `exit code ${status}`}` }
}

function must({ status, text }: Finished): void {
  if (status !== 0) throw new Error(text)
}

function idOf(flag: '-u' | '-g'): number {
  const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
  if (status !== 0) throw new Error('running as root, and there is no user postgres to run PostgreSQL as')
  return Number(stdout.trim())
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
