/**
 * Everything that must hold before a change is kept: types, lint with the arrows, format, dead code, tests.
 *
 * `npm test` runs all; `npm test -- src/matching` runs only the tests whose path contains the argument;
 * `npm run check` (`--static`) runs all but the tests. The last line counts: each static check is one, each test
 * is one, and a test file that does not load is one failure. Exit code 1 on any failure.
 *
 * With CI=true a skipped browser test or a missing PostgreSQL is a failure: a machine that should test did not.
 */
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startVitest, type TestCase, type TestModule } from 'vitest/node'
import { startPostgres, type PostgresForTests } from './test-postgres.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const isCI = process.env['CI'] === 'true'

interface Tally {
  passed: number
  readonly failed: string[]
  readonly skipped: string[]
}

const STATIC_CHECKS = [
  { name: 'types', program: 'tsc', args: ['--noEmit', '--pretty', 'false'] },
  { name: 'lint', program: 'oxlint', args: ['--format=unix'] },
  { name: 'format', program: 'biome', args: ['format', '--reporter=summary'] },
  { name: 'dead code', program: 'knip', args: ['--no-progress'] },
] as const

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

function runStatic({ name, program, args }: (typeof STATIC_CHECKS)[number], tally: Tally): void {
  console.log(`\n── ${name}: ${[program, ...args].join(' ')}`)
  const started = performance.now()
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }
  const { status, error } = spawnSync(join(bin, program), args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (error !== undefined) console.error(`${program} could not be started: ${error.message}`)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`)
  if (status === 0) tally.passed++
  else tally.failed.push(`${name} (npm run check)`)
}

async function runTests(filters: readonly string[], tally: Tally): Promise<void> {
  const postgres = await postgresForTests(tally)
  try {
    // The workers of the tests inherit the environment.
    if (postgres !== undefined) process.env['ENTRAIDE_TEST_POSTGRES'] = postgres.url
    console.log('\n── tests: vitest run')
    const vitest = await startVitest([...filters], { watch: false, root })
    const modules = vitest.state.getTestModules()
    for (const module of modules) count(module, tally)
    if (modules.length === 0) tally.failed.push('no test was found')
    for (const error of vitest.state.getUnhandledErrors())
      tally.failed.push(`outside of any test: ${String(error)}`)
    await vitest.close()
  } finally {
    await postgres?.stop()
  }
}

/** A throw-away server where the machine has PostgreSQL; one that the caller names is used as it is. */
async function postgresForTests(tally: Tally): Promise<PostgresForTests | undefined> {
  const url = process.env['ENTRAIDE_TEST_POSTGRES']
  const server = url === undefined ? await startPostgres() : { url, stop: () => Promise.resolve() }
  if (server === undefined && isCI)
    tally.failed.push('PostgreSQL: none on this machine, and CI must test on one')
  return server
}

function count(module: TestModule, tally: Tally): void {
  const before = tally.failed.length
  const file = module.relativeModuleId
  for (const test of module.children.allTests()) {
    const title = `${file}: ${test.fullName}`
    const { state } = test.result()
    if (state === 'passed') tally.passed++
    else if (state !== 'skipped') tally.failed.push(title)
    else if (isCI && file.endsWith('.browser.test.ts'))
      tally.failed.push(`${title} (skipped, and must run in CI)`)
    else tally.skipped.push(`${title} — ${reasonOf(test)}`)
  }
  // A file that does not load, or a hook that fails, fails no test by itself.
  if (!module.ok() && tally.failed.length === before) {
    tally.failed.push(`${file}: ${module.errors()[0]?.message.split('\n')[0] ?? 'a hook failed'}`)
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return note ?? (test.options.mode === 'todo' ? 'still to be written' : 'the reason is printed where it ran')
}

function report({ passed, failed, skipped }: Tally): void {
  const list = (heading: string, titles: readonly string[]): void => {
    if (titles.length > 0) console.log(['', heading, ...titles].join('\n  '))
  }
  list('SKIPPED', skipped)
  list('FAILED', failed)
  const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  console.log(`\n${passed} passed, ${failed.length} failed${tail}`)
  process.exitCode = failed.length > 0 ? 1 : 0
}

await main(process.argv.slice(2))
