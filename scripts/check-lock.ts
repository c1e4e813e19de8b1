/**
 * Whether package-lock.json names the packages of every platform, not only of the one it was written on.
 *
 * `npm ci` refuses a lock without them. npm leaves out those that its registry could not give on that day:
 * `node scripts/check-lock.ts --write` puts them back after an `npm install`, with the exact version that their
 * parent asks for and the platform that their name says. They carry no hash, because nobody here has seen them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface LockEntry {
  readonly version?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface Lock {
  packages: Readonly<Record<string, LockEntry>>
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64']

/** Optional packages that a locked package asks for and that the lock does not name, with the entry to add. */
export function missingFromLock(lock: Lock): readonly (readonly [path: string, entry: LockEntry])[] {
  return Object.entries(lock.packages).flatMap(([parent, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isResolved(lock, parent, name))
      .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version, dev === true)] as const),
  )
}

/** npm looks for a dependency beside its parent, then beside each folder above. */
function isResolved(lock: Lock, parent: string, name: string): boolean {
  let folder = parent
  while (folder !== '') {
    if (lock.packages[`${folder}/node_modules/${name}`] !== undefined) return true
    const above = folder.lastIndexOf('/node_modules/')
    folder = above < 0 ? '' : folder.slice(0, above)
  }
  return lock.packages[`node_modules/${name}`] !== undefined
}

function entryOf(name: string, version: string, dev: boolean): LockEntry {
  const words = name.split(/[/-]/)
  const os = words.filter((word) => SYSTEMS.includes(word))
  const cpu = words.filter((word) => PROCESSORS.includes(word))
  if (os.length !== 1 || cpu.length !== 1 || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`${name} ${version} is no package of one platform: run npm install where it can be had`)
  }
  const isMusl = words.some((word) => word.startsWith('musl'))
  return {
    version,
    cpu,
    ...(dev && { dev }),
    ...(os[0] === 'linux' && { libc: [isMusl ? 'musl' : 'glibc'] }),
    optional: true,
    os,
  }
}

if (import.meta.main) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))
  const lock: Lock = JSON.parse(readFileSync(path, 'utf8'))
  const missing = missingFromLock(lock)
  if (process.argv.includes('--write') && missing.length > 0) {
    const byPath = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) })
    lock.packages = Object.fromEntries(byPath.toSorted(([a], [b]) => a.localeCompare(b, 'en')))
    writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`)
    console.log(`${missing.length} packages of other platforms written to package-lock.json`)
  } else if (missing.length > 0) {
    console.error(`package-lock.json lacks ${missing.map(([name]) => name).join(', ')}`)
    process.exitCode = 1
  }
}
