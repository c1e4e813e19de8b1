/**
 * Everything that must hold before a change is kept: types, lint with the arrows, format, dead code, tests.
 *
 * `npm test` runs all; `npm test -- src/matching` runs only the tests whose path contains the argument;
 * `npm run check` (`--static`) runs all but the tests. The last line counts: each static check is one, each test
 * is one, and a test file that does not load is one failure. Exit code 1 on any failure.
 *
 * With CI=true a skipped browser or PostgreSQL test is a failure: a machine that should run it did not.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startPostgres, type PostgresForTests } from './test-postgres.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const isCI = process.env['CI'] === 'true'

interface Tally {
  passed: number
  readonly failed: string[]
  readonly skipped: string[]
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

const STATIC_CHECKS = [
  { name: 'types', program: 'tsc', args: ['--noEmit', '--pretty', 'false'] },
  { name: 'lint', program: 'oxlint', args: [] },
  { name: 'format', program: 'biome', args: ['ci', '--linter-enabled=false', '--assist-enabled=false'] },
  { name: 'dead code', program: 'knip', args: ['--no-progress'] },
] as const

/** Tests of these may be skipped on a desk, and never in continuous integration. */
const MUST_RUN_IN_CI = /browser|postgres/i

async function main(args: readonly string[]): Promise<void> {
  const filters = args.filter((arg) => arg !== '--static')
  const tally: Tally = { passed: 0, failed: [], skipped: [] }
  if (filters.length === 0) for (const check of STATIC_CHECKS) runStatic(check, tally)
  else
    console.log(
      `Only the tests matching ${filters.join(' ')}; types, lint, format and dead code are left out.`,
    )
  if (!args.includes('--static')) await runTests(filters, tally)
  report(tally)
}

function runStatic(check: (typeof STATIC_CHECKS)[number], tally: Tally): void {
  const started = performance.now()
  console.log(`\n── ${check.name}: ${check.program} ${check.args.join(' ')}`)
  const status = run(check.program, check.args, {})
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`)
  if (status === 0) tally.passed++
  else tally.failed.push(`${check.name} (npm run check)`)
}

async function runTests(filters: readonly string[], tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-test-'))
  const postgres = await postgresForTests()
  try {
    console.log('\n── tests: vitest')
    const file = join(folder, 'report.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const environment = postgres === undefined ? {} : { ENTRAIDE_TEST_POSTGRES: postgres.url }
    const status = run('vitest', ['run', ...reporters, ...filters], environment)
    const before = tally.failed.length
    if (existsSync(file)) count(JSON.parse(readFileSync(file, 'utf8')), tally)
    // Errors outside any test (an unhandled rejection, no test found) show only in the exit code.
    if (status !== 0 && tally.failed.length === before)
      tally.failed.push('vitest: an error outside of any test')
  } finally {
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A throw-away server where the machine has PostgreSQL; one that the caller names is used as it is. */
async function postgresForTests(): Promise<PostgresForTests | undefined> {
  const url = process.env['ENTRAIDE_TEST_POSTGRES']
  return url === undefined ? startPostgres() : { url, stop: () => Promise.resolve() }
}

function count(vitest: VitestReport, tally: Tally): void {
  for (const { name, status, message, assertionResults } of vitest.testResults) {
    const file = name.replace(root, '')
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
      tally.failed.push(`${file}: ${message.split('\n')[0] ?? 'does not load'}`)
    }
    for (const test of assertionResults) {
      const title = `${file}: ${test.fullName}`
      if (test.status === 'passed') tally.passed++
      else if (test.status === 'failed') tally.failed.push(title)
      else if (isCI && MUST_RUN_IN_CI.test(title)) tally.failed.push(`${title} (skipped, and must run in CI)`)
      else tally.skipped.push(title)
    }
  }
}

function report({ passed, failed, skipped }: Tally): void {
  console.log('')
  if (skipped.length > 0) {
    console.log('SKIPPED (each says its reason above, where it ran):')
    for (const title of skipped) console.log(`  ${title}`)
  }
  if (failed.length > 0) {
    console.log('FAILED:')
    for (const title of failed) console.log(`  ${title}`)
  }
  const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  console.log(`${passed} passed, ${failed.length} failed${tail}`)
  process.exitCode = failed.length > 0 ? 1 : 0
}

function run(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): number {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, ...environment }
  const { status, error } = spawnSync(join(bin, program), args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (error !== undefined) console.error(`${program} could not be started: ${error.message}`)
  return status ?? 1
}

await main(process.argv.slice(2))
