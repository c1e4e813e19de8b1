/**
 * Brings what is missing, so that a clone and one npm command are enough: the locked packages (among them the
 * pinned Node) and the built web application. Quiet when nothing is missing.
 *
 * This is JavaScript, not TypeScript, because the Node that happens to be on the machine runs it, before the
 * pinned one exists: any Node since 18 must do. Nothing outside node's own library may be imported.
 *
 * `--tools-only` leaves the web application alone.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const QUIETLY = ['--no-audit', '--no-fund', '--loglevel=error']
const LEAST_NODE = [24, 11]
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const pinnedNode = join(bin, 'node')
const lockFile = join(root, 'package-lock.json')
const lockStamp = join(root, 'node_modules', '.installed-from')
const hanReadings = join(root, 'node_modules', '.entraide', 'han-readings.json')
const hanReadingsStamp = `${hanReadings}.made-from`
const webStamp = join(root, 'dist', 'web.built-from')

/** What the readings of Chinese characters are made from, beside the script that makes them. */
const DICTIONARIES = ['kuromoji', 'opencc-js', 'pinyin-pro']

/** What the web application is built from: its own sources and those that the arrows let it import. */
const WEB_SOURCES = ['src/web', 'src/http/contract', 'src/kernel', 'src/acts', 'src/matching', 'src/ledger']
const WEB_CONFIG = ['vite.config.ts', 'lingui.config.ts', 'package-lock.json']

installPackages()
deriveHanReadings()
if (!process.argv.includes('--tools-only')) buildWeb()

function installPackages() {
  const wanted = sha256(readFileSync(lockFile))
  const isInstalled = readOr(lockStamp, '') === wanted && existsSync(pinnedNode)
  if (isInstalled) return
  if (!isWhatTheLockWants()) {
    say('Installing the packages that package-lock.json names (about a minute the first time) …')
    if (!tryNpm('ci', ...QUIETLY)) {
      say(
        'npm ci did not end well (see above); trying npm install, which follows the lock as far as it can …',
      )
      if (!tryNpm('install', '--no-save', ...QUIETLY)) stop('the packages could not be installed')
    }
  }
  if (!existsSync(pinnedNode) || !existsSync(join(root, 'node_modules/node/bin/node'))) bringPinnedNode()
  verifyPinnedNode()
  bringWhatThisNodeMayNotHave()
  writeFileSync(lockStamp, wanted)
}

/** Whether npm's own list of what it installed agrees with the lock, as after an `npm install` by hand. */
function isWhatTheLockWants() {
  const listFile = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(listFile) || !existsSync(pinnedNode)) return false
  const installed = JSON.parse(readFileSync(listFile, 'utf8')).packages
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  return (
    Object.keys(locked).every((path) => {
      if (path === '') return true
      if (installed[path] === undefined) return locked[path].optional === true
      return installed[path].version === locked[path].version
    }) && missingForThisPlatform().length === 0
  )
}

/**
 * npm leaves out the programs of this platform that ask for a later Node than the one npm runs on, and says nothing.
 * The pinned Node is there now: npm runs once more, on it, and adds them.
 */
function bringWhatThisNodeMayNotHave() {
  if (missingForThisPlatform().length === 0) return
  say('Adding the packages that only the pinned Node may have …')
  const itself = npmProgram()
  const args = ['install', '--no-save', ...QUIETLY]
  const isAdded =
    itself === undefined ? tryToRun('npm', args, root) : tryToRun(pinnedNode, [itself, ...args], root)
  const missing = missingForThisPlatform()
  if (!isAdded || missing.length > 0) say(`Still missing, and perhaps needed: ${missing.join(', ')}`)
}

function missingForThisPlatform() {
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const libc = process.report?.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
  const isForHere = ({ os, cpu, libc: libcs }) =>
    os?.includes(process.platform) &&
    cpu?.includes(process.arch) &&
    (process.platform !== 'linux' || libcs === undefined || libcs.includes(libc))
  return Object.keys(locked).filter((path) => isForHere(locked[path]) && !existsSync(join(root, path)))
}

/** Where npm is told to run no install scripts, the package `node` arrives without its program. */
function bringPinnedNode() {
  say('Bringing the pinned Node …')
  const folder = join(root, 'node_modules', 'node')
  run(process.execPath, ['installArchSpecificPackage.js'], folder)
  if (!existsSync(pinnedNode)) tryNpm('rebuild', 'node', '--ignore-scripts')
}

function verifyPinnedNode() {
  const answer = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' })
  const version = answer.status === 0 ? answer.stdout.trim() : ''
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  const isRecent = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])
  if (!isRecent) {
    stop(
      `node_modules/.bin/node answers "${version || answer.error?.message || answer.stderr.trim()}" and must be` +
        ` Node ${LEAST_NODE.join('.')} or later. Remove node_modules and run this again.`,
    )
  }
}

/** Tables that the matching of names imports (docs/decisions/0009-han-readings.md). */
function deriveHanReadings() {
  const script = join(root, 'scripts', 'derive-han-readings.ts')
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const versions = DICTIONARIES.map((name) => locked[`node_modules/${name}`]?.version)
  const wanted = sha256(`${versions.join(' ')}\n${readFileSync(script, 'utf8')}`)
  if (existsSync(hanReadings) && readOr(hanReadingsStamp, '') === wanted) return
  say('Deriving the readings of Chinese characters from the dictionaries …')
  run(pinnedNode, [script], root)
  writeFileSync(hanReadingsStamp, wanted)
}

function buildWeb() {
  if (!existsSync(join(root, 'vite.config.ts')) || !existsSync(join(root, 'src', 'web'))) return
  const wanted = webSourcesHash()
  if (existsSync(join(root, 'dist', 'web', 'index.html')) && readOr(webStamp, '') === wanted) return
  say('Building the web application …')
  rmSync(webStamp, { force: true })
  run(pinnedNode, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], root)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(webStamp, wanted)
}

function webSourcesHash() {
  const hash = createHash('sha256')
  for (const file of [...WEB_SOURCES.flatMap(filesUnder), ...WEB_CONFIG]) {
    const path = join(root, file)
    if (!existsSync(path) || /\.test\.tsx?$/.test(file)) continue
    hash.update(`${file}\n${sha256(readFileSync(path))}\n`)
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .sort()
    .flatMap((name) => {
      const file = `${folder}/${name}`
      return statSync(join(root, file)).isDirectory() ? filesUnder(file) : [file]
    })
}

function tryNpm(...args) {
  const itself = npmProgram()
  return itself === undefined
    ? tryToRun('npm', args, root)
    : tryToRun(process.execPath, [itself, ...args], root)
}

/** npm tells its scripts where it lives; without it (`node scripts/setup.mjs` by hand) the PATH decides. */
function npmProgram() {
  const path = process.env.npm_execpath
  return path?.endsWith('npm-cli.js') ? path : undefined
}

function run(program, args, cwd) {
  if (!tryToRun(program, args, cwd)) stop(`${[program, ...args].join(' ')} did not end well`)
}

function tryToRun(program, args, cwd) {
  // The pinned Node first, so that whatever starts `node` gets it as soon as it exists.
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }
  const { status, error } = spawnSync(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error !== undefined) stop(`${program} could not be started: ${error.message}`)
  return status === 0
}

function readOr(path, otherwise) {
  return existsSync(path) ? readFileSync(path, 'utf8') : otherwise
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

function say(line) {
  console.log(line)
}

function stop(line) {
  console.error(`entraide setup: ${line}`)
  process.exit(1)
}
