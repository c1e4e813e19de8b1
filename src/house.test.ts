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
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staleKernels } from '../scripts/build-kernels.ts'
import { ARROWS, illegalImports, isArrow, lintOverrides, sourceFiles } from '../scripts/check-arrows.ts'
import { missingFromLock } from '../scripts/check-lock.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const decisions = join(root, 'docs', 'decisions')
interface Manifest {
  readonly scripts: Record<string, string>
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
}

const LONGEST_FILE_LINES = 400

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const manifest: Manifest = JSON.parse(read('package.json'))
const adrFiles = (): readonly string[] => readdirSync(decisions).filter((name) => /^\d{4}-.+\.md$/.test(name))
const codeFiles = (): readonly string[] =>
  ['src', 'scripts', 'bench', 'sim', 'spec'].flatMap((folder) => sourceFiles(join(root, folder)))

/** Sources that break an arrow, each in its own file, and the rule of the lint that must say so. */
const PLANTED = [
  ['kernel imports from acts', 'kernel/up.ts', "import { x } from '#acts/x.ts'", 'no-restricted-imports'],
  [
    'kernel goes around by a path',
    'kernel/path.ts',
    "import { x } from '../acts/x.ts'",
    'no-restricted-imports',
  ],
  [
    'kernel re-exports from acts',
    'kernel/again.ts',
    "export { x as y } from '#acts/x.ts'",
    'no-restricted-imports',
  ],
  [
    'a desk imports code of the look-up',
    'desks/checks/up.ts',
    "import { x } from '#lookup/x.ts'",
    'no-restricted-imports',
  ],
  [
    'the rulebook reads files',
    'rulebook/disk.ts',
    "import { readFileSync as x } from 'node:fs'",
    'no-restricted-imports',
  ],
  [
    'the web application imports a session',
    'web/up.ts',
    "import { x } from '#http/x.ts'",
    'no-restricted-imports',
  ],
  ['a node imports the test kit', 'node.ts', "import { x } from '#testkit/x.ts'", 'no-restricted-imports'],
  [
    'a command imports the test kit',
    'cli/up.ts',
    "import { x } from '#testkit/x.ts'",
    'no-restricted-imports',
  ],
  ['a test imports a screen', 'acts/up.test.ts', "import { x } from '#web/x.ts'", 'no-restricted-imports'],
  ['the look-up reads the clock', 'lookup/now.ts', 'const x = Date.now()', 'no-restricted-properties'],
  ['matching throws dice', 'matching/dice.ts', 'const x = Math.random()', 'no-restricted-properties'],
  [
    'the rulebook reads the environment',
    'rulebook/mode.ts',
    "const x = process.env['MODE']",
    'no-restricted-globals',
  ],
  [
    'the kernel calls a machine',
    'kernel/call.ts',
    "const x = fetch('https://example.org')",
    'no-restricted-globals',
  ],
  ['two files import each other', 'acts/one.ts', "import { x } from '#acts/two.ts'", 'no-cycle'],
] as const

/** Sources that follow the arrows where these are easily drawn too narrow. */
const ALLOWED = {
  'acts/two.ts': "export { use as x } from '#acts/one.ts'\n",
  'lookup/x.ts': 'export interface Index {\n  readonly size: number\n}\n',
  'desks/right.ts':
    "import type { Index } from '#lookup/x.ts'\nexport const size = (index: Index) => index.size\n",
  'http/contract/path.ts': "export const path = '/'\n",
  'web/right.ts': "import { path } from '#http/contract/path.ts'\nexport const where = path\n",
  'testkit/x.ts': 'export const x = 1\n',
  'cli/demo.ts': "import { x } from '#testkit/x.ts'\nexport const demo = x\n",
  'acts/right.test.ts': "import { x } from '#testkit/x.ts'\nexport const now = [x, Date.now()]\n",
}

describe('the arrows between modules', () => {
  const copy = mkdtempSync(join(tmpdir(), 'entraide-house-'))
  afterAll(() => rmSync(copy, { recursive: true, force: true }))
  let said: readonly string[] = []

  beforeAll(() => {
    for (const name of ['package.json', '.oxlintrc.json', 'tsconfig.json'])
      writeFileSync(join(copy, name), read(name))
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    const planted = PLANTED.map(
      ([, file, line]) =>
        [file, `${line}\n${line.startsWith('export') ? '' : 'export const use = x\n'}`] as const,
    )
    for (const [file, text] of [...planted, ...Object.entries(ALLOWED)]) {
      mkdirSync(dirname(join(copy, 'src', file)), { recursive: true })
      writeFileSync(join(copy, 'src', file), text)
    }
    const oxlint = join(root, 'node_modules', '.bin', 'oxlint')
    said = spawnSync(oxlint, ['--format', 'unix'], { cwd: copy, encoding: 'utf8' }).stdout.split('\n')
  })

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

  test.each(PLANTED)('the lint fails when %s', (_, file, __, rule) => {
    expect(said.filter((line) => line.startsWith(`src/${file}:`)).join('\n')).toContain(`(${rule})`)
  })

  test.each(PLANTED.filter(([, , line]) => line.includes('#') || line.includes('../')).slice(0, -1))(
    'the exact check finds that %s',
    (_, file) => {
      expect(illegalImports(copy).map((found) => found.file)).toContain(file)
    },
  )

  test.each(Object.keys(ALLOWED))('both let %s pass', (file) => {
    expect(said.filter((line) => line.startsWith(`src/${file}:`) && line.includes('no-restricted'))).toEqual(
      [],
    )
    expect(illegalImports(copy).filter((found) => found.file === file)).toEqual([])
  })
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

  test('every kernel was compiled from the source beside it (node scripts/build-kernels.ts)', () => {
    expect(staleKernels()).toEqual([])
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

describe('the documents', () => {
  const documents = [...readdirSync(root), ...under('docs'), ...under('spec')].filter((path) =>
    path.endsWith('.md'),
  )

  test('the first page shows the two commands', () => {
    expect(read('README.md')).toContain('npm run demo')
    expect(read('README.md')).toContain('npm test')
  })

  test.each(documents)('what %s links to exists', (document) => {
    const text = read(document)
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((found) =>
      join(dirname(document), found[1] ?? ''),
    )
    const standing = [...text.matchAll(/\b([A-Z]{4,}\.md)\b/g)].map((found) => found[1] ?? '')
    expect([...links, ...standing].filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test.each(documents.flatMap((path) => scriptsIn(path)))(
    '%s names a script that package.json has: %s',
    (_, script) => {
      expect(Object.keys(manifest.scripts)).toContain(script)
    },
  )

  function under(folder: string): readonly string[] {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(folder, path),
    )
  }

  function scriptsIn(document: string): readonly (readonly [string, string])[] {
    const names = [...read(document).matchAll(/\bnpm run (?:-s )?([\w-]+)/g)].map((found) => found[1] ?? '')
    return [...new Set(names)].map((name) => [document, name])
  }
})
