import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { ACT_TYPES, ActField } from '#acts/act.ts'
import { FeedItemField } from '#exchange/feed-item.ts'
import { RULES } from '#rulebook/judge.ts'
import { RULEBOOK } from '#rulebook/parameters.ts'
import { canonicalJson } from '#seal/canonical.ts'
import { sourceFiles } from '../scripts/check-arrows.ts'

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

  test('shows acts that a node reads', () => {
    const examples = jsonBlocks(text)
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) expect(canonicalJson(ActField.parse(example))).toBe(canonicalJson(example))
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
    expect(described.toSorted()).toEqual([...new Set(used)].toSorted())
  })

  test('shows an item that a follower reads', () => {
    for (const item of jsonBlocks(text)) expect(FeedItemField.safeParse(item).success).toBe(true)
  })
})
