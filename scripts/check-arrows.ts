/**
 * Which module may import which (ARCHITECTURE.md, "The house"), as data.
 *
 * The lint needs the arrows as JSON: `node scripts/check-arrows.ts --write` puts them into .oxlintrc.json, and
 * src/house.test.ts fails when the two differ. The lint shows a wrong import in the editor; the test below it is
 * exact, because it resolves each import to a file.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Arrow {
  /** A folder of src, or a file of src that is a module by itself. */
  readonly module: string
  readonly imports: readonly string[]
  /** Modules of which only types may be imported. */
  readonly importsTypesOf?: readonly string[]
  /** Pure modules know no clock, no chance, no environment and no timers: those are passed in. */
  readonly pure?: true
}

const EVERYTHING_BELOW_NODE = [
  'kernel',
  'acts',
  'rulebook',
  'matching',
  'lookup',
  'ledger',
  'seal',
  'desks',
  'journal',
  'exchange',
  'gateway',
  'gateway/passengers',
  'http/contract',
  'http',
]

export const ARROWS: readonly Arrow[] = [
  { module: 'kernel', imports: [], pure: true },
  { module: 'acts', imports: ['kernel'], pure: true },
  { module: 'rulebook', imports: ['kernel', 'acts'], pure: true },
  { module: 'matching', imports: ['kernel'], pure: true },
  { module: 'lookup', imports: ['kernel', 'matching'], pure: true },
  { module: 'ledger', imports: ['kernel'], pure: true },
  { module: 'seal', imports: ['kernel'] },
  {
    module: 'desks',
    imports: ['kernel', 'acts', 'rulebook', 'matching', 'ledger'],
    importsTypesOf: ['lookup'],
  },
  { module: 'journal', imports: ['kernel', 'acts', 'rulebook', 'desks', 'ledger', 'seal'] },
  {
    module: 'exchange',
    imports: ['kernel', 'acts', 'rulebook', 'seal', 'ledger', 'desks', 'journal'],
  },
  { module: 'gateway', imports: ['kernel', 'acts', 'matching'] },
  // Passenger lists are also read in the browser, before anything is sent.
  { module: 'gateway/passengers', imports: ['kernel', 'acts', 'gateway'], pure: true },
  // The contract is bundled into the web application: what it imports reaches the browser.
  {
    module: 'http/contract',
    imports: ['kernel', 'acts', 'rulebook', 'matching', 'ledger'],
    importsTypesOf: ['desks'],
  },
  {
    module: 'http',
    imports: [
      'kernel',
      'acts',
      'rulebook',
      'matching',
      'desks',
      'gateway',
      'gateway/passengers',
      'ledger',
      'http/contract',
    ],
  },
  {
    module: 'web',
    imports: ['kernel', 'acts', 'matching', 'ledger', 'gateway/passengers', 'http/contract'],
  },
  // The parts of which node.ts puts one node together: its folder, its index, its diagnosis.
  { module: 'node', imports: EVERYTHING_BELOW_NODE },
  { module: 'node.ts', imports: [...EVERYTHING_BELOW_NODE, 'node'] },
  { module: 'testkit', imports: [...EVERYTHING_BELOW_NODE, 'node', 'node.ts'] },
  { module: 'cli/demo', imports: [...EVERYTHING_BELOW_NODE, 'node', 'node.ts', 'testkit', 'cli'] },
  { module: 'cli', imports: [...EVERYTHING_BELOW_NODE, 'node', 'node.ts', 'cli/demo'] },
]

const PURE_GLOBALS = [
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'performance',
  'crypto',
  'console',
  'Buffer',
]
const PURE_PROPERTIES = [
  { object: 'Date', property: 'now' },
  { object: 'Math', property: 'random' },
]
const WORLD_PACKAGES = {
  regex: '^(node:)?(fs|http|http2|https|net|tls|dgram|os|process|child_process|timers|perf_hooks)(/|$)',
  message: 'a pure module knows no world: what it needs is passed in',
}

/** A way around the names of modules; src/house.test.ts resolves the paths that this cannot tell. */
const BY_RELATIVE_PATH = {
  regex: `^(\\.\\./)+(${ARROWS.filter(({ module }) => /^\w+$/.test(module))
    .map(({ module }) => module)
    .join('|')})/`,
  message: 'another module is imported by its name, #module/file.ts',
}

/** Where a pure module is given node's own cryptography; the browser has its own file for that. */
const NODE_BINDINGS = ['src/ledger/node-*.ts']
/** Tests and contract suites may reach further than the code beside them, only not into the web application. */
const SUITES = ['src/**/*.test.ts', 'src/**/*.test.tsx', 'src/**/*-contract.ts']
const WEB_SUITES = ['src/web/**/*.test.ts', 'src/web/**/*.test.tsx']
const SUITE = /(\.test\.tsx?|-contract\.ts)$/

/** The overrides of .oxlintrc.json that hold the arrows. */
export function lintOverrides(): readonly { readonly rules: object }[] {
  const noWeb = { patterns: [forbidden('a test', ['web'], [])] }
  const worldly = { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' }
  return [
    ...inOrderOfDepth().map(overrideOf),
    { files: NODE_BINDINGS, rules: worldly },
    { files: SUITES, rules: { 'no-restricted-imports': ['error', noWeb], ...worldly } },
    { files: WEB_SUITES, rules: { 'no-restricted-imports': 'off' } },
  ]
}

/** A module inside a module comes later, because in the lint the last override wins. */
function inOrderOfDepth(): readonly Arrow[] {
  return ARROWS.toSorted((a, b) => a.module.split('/').length - b.module.split('/').length)
}

function overrideOf(arrow: Arrow): { readonly files: readonly string[]; readonly rules: object } {
  const rules: Record<string, unknown> = { 'no-restricted-imports': ['error', restrictionsOf(arrow)] }
  if (arrow.pure === true) {
    rules['no-restricted-globals'] = ['error', ...PURE_GLOBALS]
    rules['no-restricted-properties'] = ['error', ...PURE_PROPERTIES]
  }
  return { files: filesOf(arrow.module), rules }
}

function filesOf(module: string): readonly string[] {
  if (module.endsWith('.ts')) return [`src/${module}`]
  return module === 'cli/demo' ? ['src/cli/demo.ts', 'src/cli/demo/**'] : [`src/${module}/**`]
}

function restrictionsOf(arrow: Arrow): object {
  const typesOnly = arrow.importsTypesOf ?? []
  const allowed = [arrow.module, ...arrow.imports, ...typesOnly]
  const others = ARROWS.map(({ module }) => module).filter((module) => !allowed.includes(module))
  return {
    patterns: [
      forbidden(arrow.module, others, allowed),
      BY_RELATIVE_PATH,
      ...(arrow.pure === true ? [WORLD_PACKAGES] : []),
      ...typesOnly.map((module) => ({
        group: groupOf(module),
        message: `${arrow.module} may import only the types of ${module}`,
        allowTypeImports: true,
      })),
    ],
  }
}

function forbidden(from: string, modules: readonly string[], allowed: readonly string[]): object {
  // Only a module inside a forbidden one needs to be let through: the lint takes a negated match as a final yes.
  const inside = allowed.filter((module) => modules.some((outer) => module.startsWith(`${outer}/`)))
  return {
    group: [...modules.flatMap(groupOf), ...inside.flatMap(groupOf).map((glob) => `!${glob}`)],
    message: `${from} may not import this module: see the arrows in scripts/check-arrows.ts`,
  }
}

/** `\#` because a gitignore pattern that starts with `#` is a comment. */
function groupOf(module: string): readonly string[] {
  if (module.endsWith('.ts')) return [`\\#${module}`]
  return module === 'cli/demo' ? ['\\#cli/demo.ts', '\\#cli/demo/**'] : [`\\#${module}/**`]
}

export interface IllegalImport {
  readonly file: string
  readonly imports: string
  readonly why: string
}

/** Every import under `root`/src that no arrow allows, resolved to the file that it names. */
export function illegalImports(root: string): readonly IllegalImport[] {
  return sourceFiles(join(root, 'src')).flatMap((path) => {
    const file = relative(join(root, 'src'), path).split(sep).join('/')
    if (SUITE.test(file)) return file.startsWith('web/') ? [] : webImportsOf(root, file)
    const from = ARROWS.find(({ module }) => module === moduleOf(file))
    if (from === undefined) return [{ file, imports: '', why: 'belongs to no module of the house' }]
    return importsOf(root, file).flatMap(({ target, typeOnly }) => {
      const to = moduleOf(target)
      if (to === from.module || from.imports.includes(to)) return []
      if (from.importsTypesOf?.includes(to) === true && typeOnly) return []
      return [{ file, imports: target, why: `${from.module} may not import ${to}` }]
    })
  })
}

function webImportsOf(root: string, file: string): readonly IllegalImport[] {
  return importsOf(root, file)
    .filter(({ target }) => target.startsWith('web/'))
    .map(({ target }) => ({ file, imports: target, why: 'only the web application imports from web' }))
}

/** The deepest module that holds a file, given relative to src; its first folder when no module does. */
function moduleOf(file: string): string {
  const holders = ARROWS.map(({ module }) => module).filter(
    (module) => file === module || file.startsWith(`${module}/`) || file === `${module}.ts`,
  )
  return holders.toSorted((a, b) => b.length - a.length)[0] ?? (file.split('/')[0] || file)
}

const IMPORT =
  /(?:^|[\n;])\s*(?:import|export)\s+(type\s)?(?:[^'"`;()]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

function importsOf(
  root: string,
  file: string,
): readonly { readonly target: string; readonly typeOnly: boolean }[] {
  const text = readFileSync(join(root, 'src', file), 'utf8').replace(
    /\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g,
    '$1',
  )
  return [...text.matchAll(IMPORT)].flatMap((found) => {
    const name = found[2] ?? found[3] ?? ''
    const target = name.startsWith('#') ? name.slice(1) : relativeTarget(file, name)
    return target === undefined ? [] : [{ target, typeOnly: found[1] !== undefined }]
  })
}

function relativeTarget(file: string, name: string): string | undefined {
  if (!name.startsWith('.')) return undefined
  const target = join(dirname(file), name).split(sep).join('/')
  return target.startsWith('..') ? undefined : target
}

export function sourceFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

const CONFIG = '.oxlintrc.json'

interface LintConfig {
  overrides: readonly { readonly rules?: object }[]
}

/** Writes the arrows into the lint's configuration; everything else in it is written by hand. */
function writeLintConfig(root: string): void {
  const path = join(root, CONFIG)
  const config: LintConfig = JSON.parse(readFileSync(path, 'utf8'))
  config.overrides = [...lintOverrides(), ...config.overrides.filter((override) => !isArrow(override))]
  writeFileSync(path, `${JSON.stringify(config, undefined, 2)}\n`)
}

/** Whether an override of the lint's configuration is one of those written from the arrows. */
export function isArrow(override: { readonly rules?: object }): boolean {
  return Object.keys(override.rules ?? {}).some((rule) => rule.startsWith('no-restricted-'))
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  if (process.argv.includes('--write')) writeLintConfig(root)
  const found = illegalImports(root)
  for (const { file, imports, why } of found) console.error(`src/${file}: ${why} (${imports})`)
  process.exitCode = found.length > 0 ? 1 : 0
}
