/** Tests of the house itself: what its documents and its code promise about each other. */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { ARROWS, illegalImports, isArrow, lintOverrides, sourceFiles } from '../scripts/check-arrows.ts'
import { missingFromLock } from '../scripts/check-lock.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const decisions = join(root, 'docs', 'decisions')
const LONGEST_FILE_LINES = 400

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const adrFiles = (): readonly string[] => readdirSync(decisions).filter((name) => /^\d{4}-.+\.md$/.test(name))
const codeFiles = (): readonly string[] =>
  ['src', 'scripts', 'bench', 'sim', 'spec'].flatMap((folder) => sourceFiles(join(root, folder)))

describe('the arrows between modules', () => {
  const copies: string[] = []
  afterAll(() => copies.forEach((copy) => rmSync(copy, { recursive: true, force: true })))

  test('every import of the product follows an arrow', () => {
    expect(illegalImports(root)).toEqual([])
  })

  test('the arrows of the lint are those of the table', () => {
    const config: { overrides: readonly { rules?: object }[] } = JSON.parse(read('.oxlintrc.json'))
    expect(config.overrides.filter(isArrow)).toEqual(JSON.parse(JSON.stringify(lintOverrides())))
  })

  test('arrows point downwards: no module reaches itself', () => {
    // The command that starts the demonstration is a part of the command line that may do more, not a module below.
    const below = new Map(
      ARROWS.map(({ module, imports }) => [module, imports.filter((name) => name !== 'cli/demo')]),
    )
    const reaches = (from: string, to: string): boolean =>
      (below.get(from) ?? []).some((next) => next === to || reaches(next, to))
    expect(ARROWS.filter(({ module }) => reaches(module, module))).toEqual([])
  })

  test.each([
    ['kernel imports from acts', 'kernel/wrong.ts', "import { thing } from '#acts/thing.ts'"],
    [
      'kernel imports from acts by a relative path',
      'kernel/wrong.ts',
      "import { thing } from '../acts/thing.ts'",
    ],
    [
      'a desk imports the code of the look-up',
      'desks/checks/wrong.ts',
      "import { thing } from '#lookup/thing.ts'",
    ],
    [
      'the rulebook imports a file system',
      'rulebook/wrong.ts',
      "import { readFileSync as thing } from 'node:fs'",
    ],
    ['the web application imports a session', 'web/wrong.ts', "import { thing } from '#http/session.ts'"],
    ['a node imports the test kit', 'node.ts', "import { thing } from '#testkit/thing.ts'"],
    ['a command imports the test kit', 'cli/wrong.ts', "import { thing } from '#testkit/thing.ts'"],
  ])('the lint fails when %s', (_, file, line) => {
    expect(lint({ [file]: `${line}\nexport const use = thing\n` })).toContain('no-restricted-imports')
  })

  test.each([
    ['the look-up reads the clock', 'lookup/wrong.ts', 'export const now = Date.now()'],
    ['matching throws dice', 'matching/wrong.ts', 'export const dice = Math.random()'],
    ['the rulebook reads the environment', 'rulebook/wrong.ts', "export const mode = process.env['MODE']"],
    [
      'the kernel calls another machine',
      'kernel/wrong.ts',
      "export const answer = fetch('https://example.org')",
    ],
  ])('the lint fails when %s', (_, file, line) => {
    expect(lint({ [file]: `${line}\n` })).toMatch(/no-restricted-(globals|properties)/)
  })

  test('the lint fails on a cycle', () => {
    const found = lint({
      'kernel/one.ts': "import { two } from '#kernel/two.ts'\nexport const one = (): unknown => two\n",
      'kernel/two.ts': "import { one } from '#kernel/one.ts'\nexport const two = (): unknown => one\n",
    })
    expect(found).toContain('no-cycle')
  })

  test('the lint passes what the arrows allow', () => {
    const found = lint({
      'lookup/index.ts': 'export interface Index {\n  readonly size: number\n}\n',
      'desks/checks/right.ts':
        "import type { Index } from '#lookup/index.ts'\nexport const size = (index: Index) => index.size\n",
      'web/right.ts': "import { path } from '#http/contract/path.ts'\nexport const where = path\n",
      'http/contract/path.ts': "export const path = '/'\n",
      'cli/demo.ts': "import { net } from '#testkit/net.ts'\nexport const demo = net\n",
      'testkit/net.ts': 'export const net = 1\n',
    })
    expect(found).not.toContain('no-restricted-imports')
  })

  /** What the lint of this project says about another project's `src`. */
  function lint(files: Readonly<Record<string, string>>): string {
    const copy = mkdtempSync(join(tmpdir(), 'entraide-house-'))
    copies.push(copy)
    for (const name of ['package.json', '.oxlintrc.json', 'tsconfig.json'])
      writeFileSync(join(copy, name), read(name))
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(copy, 'src', file)), { recursive: true })
      writeFileSync(join(copy, 'src', file), text)
    }
    const oxlint = join(root, 'node_modules', '.bin', 'oxlint')
    return spawnSync(oxlint, ['--format', 'unix', '--threads', '1'], { cwd: copy, encoding: 'utf8' }).stdout
  }
})

describe('the sources', () => {
  test(`no file is longer than ${LONGEST_FILE_LINES} lines`, () => {
    const long = sourceFiles(join(root, 'src'))
      .map((path) => ({
        path: relative(root, path),
        lines: readFileSync(path, 'utf8').split('\n').length - 1,
      }))
      .filter(({ lines }) => lines > LONGEST_FILE_LINES)
    expect(long).toEqual([])
  })

  test('pure modules never read the clock through a bare Date', () => {
    const pure = ARROWS.filter((arrow) => arrow.pure === true).flatMap(({ module }) =>
      sourceFiles(join(root, 'src', module)),
    )
    const readers = pure.filter(
      (path) =>
        !path.endsWith('.test.ts') && /\bnew Date\(\s*\)|globalThis\b/.test(readFileSync(path, 'utf8')),
    )
    expect(readers.map((path) => relative(root, path))).toEqual([])
  })
})

describe('the decisions', () => {
  test('every decision that the code cites exists', () => {
    const numbers = new Set(adrFiles().map((name) => name.slice(0, 4)))
    const cited = codeFiles().flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\bADR (\d{4})\b/g)].map((found) => ({
        path: relative(root, path),
        number: found[1] ?? '',
      })),
    )
    expect(cited.filter(({ number }) => !numbers.has(number))).toEqual([])
  })

  test.each(adrFiles())('%s has its number, a date, a status and when to revisit it', (name) => {
    const text = read(`docs/decisions/${name}`)
    expect(text).toMatch(new RegExp(`^# ${name.slice(0, 4)} — \\S`))
    expect(text).toMatch(/^Date \d{4}-\d{2}-\d{2} · Status (accepted|proposed|superseded)\b/m)
    expect(text).toContain('**Revisit when**')
  })

  test('no two decisions have one number', () => {
    const numbers = adrFiles().map((name) => name.slice(0, 4))
    expect(numbers).toEqual([...new Set(numbers)])
  })
})

describe('the dependencies', () => {
  const manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> } =
    JSON.parse(read('package.json'))
  const dependencies = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })

  test('each is pinned to one version', () => {
    expect(dependencies.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  test('the lock names those of every platform', () => {
    expect(missingFromLock(JSON.parse(read('package-lock.json')))).toEqual([])
  })

  test('each has its line in ADR 0007, and no line outlives its dependency', () => {
    const lines = [...read('docs/decisions/0007-dependencies.md').matchAll(/^\| ([^|]+?) \|/gm)].map(
      (found) => found[1],
    )
    const written = lines.flatMap((cell) =>
      [...(cell ?? '').matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? ''),
    )
    expect(written.toSorted()).toEqual(dependencies.map(([name]) => name).toSorted())
  })
})

describe('the first page', () => {
  const first = join(root, 'README.md')

  test.runIf(existsSync(first))('shows the two commands', () => {
    expect(read('README.md')).toContain('npm run demo')
    expect(read('README.md')).toContain('npm test')
  })
})
