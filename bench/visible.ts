/**
 * How soon a publication or a withdrawal is seen by checks, while checks run without a pause.
 *
 *   npm run bench -- visible [--names 200000] [--changes 400]
 *
 * From the moment in which the index is told of a commit to the end of the first check that sees it: of the document, and of the name with its date
 * of birth. The index is that of a node, with its threads; people and documents are invented and seeded. Wall time, with everything else that
 * the machine does.
 */
import { setImmediate } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Notice, PoliceRecord } from '#acts/record.ts'
import type { PartialDate } from '#kernel/days.ts'
import { createSegmentWriter } from '#lookup/persons/segment-writer.ts'
import { documentProbes } from '#matching/identifiers/keys.ts'
import { nodeIndex, type NodeIndex } from '#node/check-index.ts'
import { aNotice, anId, SECRETARIAT } from '#testkit/builders.ts'
import { randomFrom } from './keys/synthetic.ts'

const TARGET_MS = 50

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { names: { type: 'string', default: '200000' }, changes: { type: 'string', default: '400' } },
  })
  const [names, changes] = [Number(values.names), Number(values.changes)]
  const invent = inventor(21)
  const writer = createSegmentWriter()
  for (let at = 0; at < names; at++) {
    const { name, birth } = invent()
    writer.add(`held-${at}`, {
      names: [{ text: name }],
      births: [{ type: 'exact', on: birth }],
      nationalities: [],
    })
  }
  const parts = {
    keys: new Map(),
    persons: new Map([[0, [writer.finish()]]]),
    organisations: new Map(),
  }
  const index = nodeIndex({ seed: new Uint8Array(16), parts })
  console.log(
    `${names} names held; ${changes} publications, then as many withdrawals, with checks between them all the time`,
  )
  const load = keepAsking(index, inventor(22))
  const published: { readonly at: number; readonly record: Notice }[] = []
  for (let at = 0; at < changes; at++) {
    const { name, birth } = invent()
    published.push({ at, record: aPerson(name, birth, `ZX${1_000_000 + at}`) })
  }
  const seen = async (
    what: string,
    change: (each: (typeof published)[number]) => void,
    isThere: boolean,
  ): Promise<void> => {
    const times: number[] = []
    for (const each of published) {
      await setImmediate()
      const begun = performance.now()
      change(each)
      while (!(await isSeen(index, each, isThere))) await setImmediate()
      times.push(performance.now() - begun)
    }
    times.sort((one, other) => one - other)
    const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1)
    const verdict = Number(at(0.99)) <= TARGET_MS ? 'met' : 'NOT met'
    console.log(
      `${what}: ms p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} worst ${at(1)}; target p99 ≤ ${TARGET_MS}: ${verdict}`,
    )
  }
  let number = 0
  const put = ({ at, record }: (typeof published)[number]): void =>
    index.apply([{ type: 'put', id: anId(at), owner: SECRETARIAT, record, before: 'none', change: ++number }])
  const remove = ({ at, record }: (typeof published)[number]): void =>
    index.apply([{ type: 'remove', id: anId(at), before: record, change: ++number }])
  const warmUp = Array.from({ length: 60 }, (_, at) => ({
    at: changes + at,
    record: aPerson('Warm Up', '1980-01-01' as PartialDate, `ZY${at}`),
  }))
  for (const each of warmUp) {
    put(each)
    await isSeen(index, each, true)
    remove(each)
  }
  await seen('published, seen', put, true)
  await index.settle()
  await seen('withdrawn, not seen', remove, false)
  const begun = performance.now()
  await index.settle()
  console.log(`nothing of them left in any thread after ${(performance.now() - begun).toFixed(0)} ms more`)
  console.log(`checks answered meanwhile: ${await load.stop()}`)
  await index.close()
}

/** Whether a check finds both the document and the name, or neither of them. */
async function isSeen(
  index: NodeIndex,
  { at, record }: { readonly at: number; readonly record: PoliceRecord },
  isThere: boolean,
): Promise<boolean> {
  if (record.database !== 'notices') return false
  const { names, documents } = record.subject
  const id = anId(at)
  const keys = documentProbes(documents[0]?.number ?? '', '')
  const hasKey = index.reader.findKeys(keys, { mayKnow: () => true }).some((hit) => hit.id === id)
  const births = record.subject.type === 'person' ? record.subject.births : []
  const { hits } = await index.reader.findPersons(
    { name: names[0]?.text ?? '', births },
    { limit: 20, threshold: 0.3 },
  )
  const hasName = hits.some((hit) => hit.id === id)
  return hasKey === isThere && hasName === isThere
}

/** Checks of people one after the other, some without a date of birth, for as long as they are wanted. */
function keepAsking(index: NodeIndex, invent: ReturnType<typeof inventor>): { stop(): Promise<number> } {
  let isWanted = true
  let count = 0
  const ask = async (): Promise<void> => {
    for (; isWanted; count++) {
      const { name, birth } = invent()
      const births = count % 50 === 0 ? [] : [{ type: 'exact' as const, on: birth }]
      // Questions without a date go to their own thread, as the desk's do: nobody waits for them here.
      const asked = index.reader.findPersons({ name, births }, { limit: 20, threshold: 0.3 })
      if (births.length > 0) await asked
      else asked.catch(() => undefined)
      await setImmediate()
    }
  }
  const done = ask()
  return {
    async stop() {
      isWanted = false
      await done
      return count
    },
  }
}

function aPerson(name: string, on: PartialDate, number: string): Notice {
  const notice = aNotice()
  const subject = {
    ...notice.subject,
    names: [{ text: name, use: 'primary' as const, quality: 'good' as const }],
    births: [{ type: 'exact' as const, on }],
    documents: [{ type: 'passport' as const, number }],
  }
  return { ...notice, subject }
}

function inventor(seed: number): () => { readonly name: string; readonly birth: PartialDate } {
  const random = randomFrom(seed)
  const syllables = 'ba de di fo gu ha ji ka le mi no pa ro sa te vu wa yo za zhe'.split(' ')
  const word = (): string =>
    Array.from(
      { length: 2 + Math.floor(random() * 2) },
      () => syllables[Math.floor(random() * syllables.length)],
    ).join('')
  const two = (most: number): string => String(1 + Math.floor(random() * most)).padStart(2, '0')
  return () => ({
    name: `${word()} ${word()}`,
    birth: `${1940 + Math.floor(random() * 65)}-${two(12)}-${two(28)}` as PartialDate,
  })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await run(process.argv.slice(2))
