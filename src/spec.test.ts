import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { ACT_TYPES, ActField } from '#acts/act.ts'
import { COMMANDS } from '#cli/commands.ts'
import { FeedItemField } from '#exchange/feed-item.ts'
import { hasOwnIds } from '#exchange/own-id.ts'
import { RULES } from '#rulebook/judge.ts'
import { RULEBOOK } from '#rulebook/parameters.ts'
import { canonicalJson } from '#seal/canonical.ts'
import { ARROWS, sourceFiles } from '../scripts/check-arrows.ts'

/** What is written about the wire and the words is held against the code: a document that drifts fails here. */
const ROOT = new URL('..', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')
const jsonBlocks = (text: string): readonly unknown[] =>
  [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => JSON.parse(json))

describe('spec/act.md', () => {
  const text = read('spec/act.md')

  test.each(ACT_TYPES)('describes %s', (type) => {
    expect(text).toContain(`| \`${type}\` |`)
  })

  test('names every reason for which an act that arrives is not looked at further', () => {
    const kinds = [
      ...read('src/exchange/apply-item.ts').matchAll(/\['(act\/[a-z-]+)'\]|refusal: '(act\/[a-z-]+)'/g),
    ]
    const refusals = kinds.map(([, listed, single]) => listed ?? single ?? '')
    expect(refusals.length).toBeGreaterThan(0)
    expect(refusals.filter((kind) => !text.includes(`\`${kind}\``))).toEqual([])
  })

  test('shows acts that a node reads', () => {
    const examples = jsonBlocks(text)
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) {
      const act = ActField.parse(example)
      expect(canonicalJson(act)).toBe(canonicalJson(example))
      expect(hasOwnIds(act)).toBe(true)
    }
  })
})

describe('spec/rulebook.md', () => {
  const rows = [...read('spec/rulebook.md').matchAll(/^\| `(rule\/[a-z-]+)` \| ([^|]+) \|/gm)]

  test('lists every rule with its article, in the order in which they are judged, and no other', () => {
    expect(rows.map(([, kind, article]) => ({ kind, article: article?.trim() }))).toEqual(
      RULES.map(({ kind, article }) => ({ kind, article })),
    )
  })

  test('is of the version of the parameters', () => {
    expect(read('spec/rulebook.md')).toContain(`Version ${RULEBOOK.version} of the parameters`)
  })
})

describe('spec/feed.md', () => {
  const text = read('spec/feed.md')
  const described = [...text.matchAll(/^\| `((?:feed|receipt)\/[a-z-]+)` \|/gm)].map(([, kind]) => kind)
  const used = sourceFiles(fileURLToPath(new URL('src/exchange', ROOT)))
    .filter((path) => !path.endsWith('.test.ts'))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/'((?:feed|receipt)\/[a-z-]+)'/g)])
    .map(([, kind]) => kind)

  test('lists every refusal of a feed or a receipt, and none that the exchange does not know', () => {
    expect(used.length).toBeGreaterThan(0)
    expect(described).toHaveLength(new Set(described).size)
    expect(new Set(described)).toEqual(new Set(used))
  })

  test('shows an item that a follower reads', () => {
    for (const item of jsonBlocks(text)) expect(FeedItemField.safeParse(item).success).toBe(true)
  })
})

describe('GLOSSARY.md', () => {
  const words = [...read('GLOSSARY.md').matchAll(/^\| (\*\*.+?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => word),
  )

  test.each([
    ...['act', 'charter', 'mandate', 'member', 'node', 'NCB', 'General Secretariat (GS)', 'Commission (CCF)'],
    ...[
      'group',
      'rulebook',
      'record',
      'notice',
      'diffusion',
      'message',
      'case',
      'check',
      'hit',
      'verification',
    ],
    ...[
      'disclosure',
      'restriction',
      'withdrawal',
      'purge order',
      'receipt',
      'journal',
      'projection',
      'index',
    ],
    ...['ledger', 'leaf', 'checkpoint', 'witness', 'envelope', 'desk'],
  ])('defines %s', (word) => {
    expect(words).toContain(word)
  })

  test('defines no word twice', () => {
    expect(words).toHaveLength(new Set(words).size)
  })

  test('names types that the code exports', () => {
    const sources = sourceFiles(fileURLToPath(new URL('src', ROOT))).map((path) => readFileSync(path, 'utf8'))
    const named = [...read('GLOSSARY.md').matchAll(/[(, ]`([A-Z][A-Za-z]+)`/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(0)
    const unknown = named.filter(
      (name) => !sources.some((text) => new RegExp(`export (interface|type) ${name}\\b`).test(text)),
    )
    expect(unknown).toEqual([])
  })
})

describe('the documents', () => {
  const documents = [
    ...['ARCHITECTURE.md', 'GLOSSARY.md', 'SECURITY.md', 'spec/act.md', 'spec/feed.md', 'spec/rulebook.md'],
    ...readdirSync(new URL('docs/guides', ROOT)).map((name) => `docs/guides/${name}`),
  ]

  test.each(documents)('%s names only files that are there', (document) => {
    const named = [...read(document).matchAll(/`((?:src|spec|scripts|docs|bench|demo)\/[\w./-]+)`/g)]
    const missing = named.map(([, path = '']) => path).filter((path) => !existsSync(new URL(path, ROOT)))
    expect(missing).toEqual([])
  })
})

describe('the guides', () => {
  const COMMON = ['node', 'json', 'language', 'help']
  const lines = readdirSync(new URL('docs/guides', ROOT)).flatMap((name) =>
    [...read(`docs/guides/${name}`).matchAll(/```(?:sh)?\n([\s\S]*?)```/g)]
      .flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
      .filter((line) => line.startsWith('entraide '))
      .map((line) => line.replace(/\s#.*$/, '')),
  )

  test.each([...new Set(lines)])('%s is a command with these options', async (line) => {
    const [, first = '', second = ''] = line.split(/\s+/)
    const entry = COMMANDS[`${first} ${second}`] ?? COMMANDS[first]
    const options = Object.keys((await entry?.load())?.options ?? {})
    expect(entry).toBeDefined()
    const asked = [...line.matchAll(/\s--([a-z-]+)/g)].map(([, option = '']) => option)
    expect(asked.filter((option) => ![...COMMON, ...options].includes(option))).toEqual([])
  })
})

describe('ARCHITECTURE.md', () => {
  test('has a line for every module of the house, and for no other', () => {
    const house = read('ARCHITECTURE.md').split('## The house')[1]?.split('```mermaid')[0] ?? ''
    const modules = [...house.matchAll(/^\| `([a-z./]+)` \|/gm)].map(([, module = '']) => module)
    const known = ARROWS.map(({ module }) => module).filter((module) => module !== 'cli/demo')
    expect(modules).toEqual(known)
  })
})

describe('docs/guides/verify-the-log.md', () => {
  test('explains every finding that verification adds to those of the ledger', () => {
    const guide = read('docs/guides/verify-the-log.md')
    const kinds = ['verify-node', 'verify-stored-log', 'verify-stored-feeds']
      .flatMap((name) => [...read(`src/exchange/${name}.ts`).matchAll(/'((?:ledger|act|feed)\/[a-z-]+)'/g)])
      .map(([, kind = '']) => kind)
    expect(kinds.length).toBeGreaterThan(0)
    expect(kinds.filter((kind) => !guide.includes(`\`${kind}\``))).toEqual([])
  })
})
