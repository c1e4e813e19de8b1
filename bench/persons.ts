/**
 * How fast and how surely a person is found among a million, or ten, with a date of birth and without.
 *
 *   npm run bench -- persons [--people 1000000] [--queries 2000] [--alone]
 *
 * The people are invented (bench/persons-world.ts), so this says how far speed and memory carry and what damage a name
 * survives; how well real names are matched says `bench -- matching`. The peer in the same run is an index of trigrams
 * that scores as pg_trgm does. One thread; CPU time is this thread's own, and a rate is what one
 * core answers at that cost.
 */
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { PartialDate } from '#kernel/days.ts'
import { createPersonIndex } from '#lookup/persons/person-index.ts'
import type { PersonIndex } from '#lookup/persons/person-index.ts'
import type { PersonQuery } from '#matching/types.ts'
import { inventWorld, inventedDay, misspelt, randomFrom, respelt } from './persons-world.ts'
import type { Random } from './persons-world.ts'
import { trigramIndex } from './trigram-index.ts'

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      people: { type: 'string', default: '1000000' },
      queries: { type: 'string', default: '2000' },
      alone: { type: 'boolean', default: false },
      threshold: { type: 'string', default: '0.12' },
    },
  })
  const people = Number(values.people)
  const { index, targets, names } = build(people, !values.alone)
  const random = randomFrom(7)
  const asked = targets.slice(0, Math.max(1, Number(values.queries)))
  console.log(`${'question'.padEnd(42)} one core  CPU mean  wall p50      p99  found first answers too many`)
  const means = new Map<string, number>()
  for (const { name, ask } of VARIANTS) {
    const questions = asked.map((target) => ({ id: target.id, query: ask(target, random) }))
    const search = { limit: 21, threshold: name.startsWith('conflict') ? 0 : Number(values.threshold) }
    const answer: Ask = (query) => {
      const { hits, isExhausted } = index.find(query, search)
      return { ids: hits.map(({ id }) => id), isExhausted }
    }
    means.set(name, measure(name, answer, questions))
  }
  if (values.alone) return
  const peer = trigramIndex(names.map(([, name]) => name))
  console.log(
    `peer: trigram similarity over all names, ${(peer.bytes / names.length).toFixed(1)} bytes a name`,
  )
  const questions = asked
    .slice(0, 60)
    .map(({ id, name }) => ({ id, query: { name: misspelt(name, random) } }))
  const trigrams: Ask = ({ name }) => ({
    ids: peer.find(name, 0.3, 50).map((at) => names[at]?.[0] ?? ''),
    isExhausted: false,
  })
  const mean = measure('peer: one slip, no date', trigrams, questions)
  const ours = means.get('no date: one slip') ?? mean
  console.log(`ratio of CPU means without a date: ${(mean / ours).toFixed(1)}`)
}

interface Target {
  readonly id: string
  readonly name: string
  readonly on: PartialDate
}

function build(
  people: number,
  withNames: boolean,
): {
  readonly index: PersonIndex
  readonly targets: readonly Target[]
  readonly names: readonly (readonly [id: string, name: string])[]
} {
  const listed: (readonly [string, string])[] = []
  const world = inventWorld(20_260_101, people)
  const targets: Target[] = []
  const every = Math.max(1, Math.floor(people / 3000))
  const index = createPersonIndex()
  function* inhabitants() {
    for (let at = 0; at < people; at++) {
      const { id, name, entry } = world.person()
      const [birth] = entry.births
      if (at % every === 0 && birth?.type === 'exact' && birth.on.length === 10)
        targets.push({ id, name, on: birth.on })
      if (withNames) listed.push([id, name])
      yield [id, entry] as const
    }
  }
  const start = process.cpuUsage()
  const began = performance.now()
  index.putAll(inhabitants())
  const spent = process.cpuUsage(start)
  const { names } = index.size
  const bytes = index.bytes()
  const all = Object.values(bytes).reduce((sum, size) => sum + size, 0)
  console.log(
    `${people} people, ${names} names: built (people invented as they come) in ${((performance.now() - began) / 1000).toFixed(1)} s, CPU ${((spent.user + spent.system) / 1e6).toFixed(1)} s; ${(all / names).toFixed(1)} bytes a name`,
  )
  console.log(
    Object.entries(bytes)
      .sort((one, other) => other[1] - one[1])
      .map(([name, size]) => `${name} ${(size / names).toFixed(1)}`)
      .join(', '),
  )
  return { index, targets, names: listed }
}

interface Variant {
  readonly name: string
  readonly ask: (target: Target, random: Random) => PersonQuery
}

const born = (on: PartialDate): Pick<PersonQuery, 'births'> => ({ births: [{ type: 'exact', on }] })
const eachPart = (name: string, change: (part: string) => string): string =>
  name.split(' ').map(change).join(' ')

function swapped(on: PartialDate): PartialDate {
  const day = Number(on.slice(8))
  return day > 12 ? on : (`${on.slice(0, 4)}-${on.slice(8)}-${on.slice(5, 7)}` as PartialDate)
}

const stranger = inventWorld(99, 1_000_000)

const VARIANTS: readonly Variant[] = [
  {
    name: 'unlisted, with date',
    ask: (_, random) => ({ name: stranger.person().name, ...born(inventedDay(random)) }),
  },
  { name: 'as recorded, with date', ask: ({ name, on }) => ({ name, ...born(on) }) },
  {
    name: 'parts reversed',
    ask: ({ name, on }) => ({ name: name.split(' ').reverse().join(' '), ...born(on) }),
  },
  { name: 'one slip', ask: ({ name, on }, random) => ({ name: misspelt(name, random), ...born(on) }) },
  {
    name: 'a slip in every part',
    ask: ({ name, on }, random) => ({ name: eachPart(name, (part) => misspelt(part, random)), ...born(on) }),
  },
  { name: 'respelt', ask: ({ name, on }) => ({ name: respelt(name), ...born(on) }) },
  {
    name: 'a part missing, one slip',
    ask: ({ name, on }, random) => {
      const parts = name.split(' ')
      return {
        name: misspelt((parts.length > 2 ? parts.filter((_, at) => at !== 1) : parts).join(' '), random),
        ...born(on),
      }
    },
  },
  { name: 'joined', ask: ({ name, on }) => ({ name: name.replace(' ', ''), ...born(on) }) },
  {
    name: 'day and month exchanged, one slip',
    ask: ({ name, on }, random) => ({ name: misspelt(name, random), ...born(swapped(on)) }),
  },
  {
    name: 'another day of the year, one slip',
    ask: ({ name, on }, random) => ({
      name: misspelt(name, random),
      ...born(`${on.slice(0, 4)}-${inventedDay(random).slice(5, 8)}15` as PartialDate),
    }),
  },
  {
    name: 'conflict: as recorded, another date',
    ask: ({ name }, random) => ({ name, ...born(inventedDay(random)) }),
  },
  { name: 'no date: unlisted', ask: () => ({ name: stranger.person().name }) },
  { name: 'no date: as recorded', ask: ({ name }) => ({ name }) },
  { name: 'no date: one slip', ask: ({ name }, random) => ({ name: misspelt(name, random) }) },
]

interface Question {
  readonly id: string
  readonly query: PersonQuery
}

/** What answers a question: the ids found, best first, and whether it said that there are too many. */
type Ask = (query: PersonQuery) => { readonly ids: readonly string[]; readonly isExhausted: boolean }

function measure(name: string, ask: Ask, questions: readonly Question[]): number {
  for (const { query } of questions.slice(0, 100)) ask(query)
  const wall: number[] = []
  let found = 0
  let first = 0
  let answers = 0
  let exhausted = 0
  // The system counts a thread's time in steps of milliseconds: only the sum says something.
  const before = process.threadCpuUsage()
  for (const { id, query } of questions) {
    const start = performance.now()
    const { ids, isExhausted } = ask(query)
    wall.push(performance.now() - start)
    const at = ids.indexOf(id)
    if (at >= 0) found++
    if (at === 0) first++
    answers += ids.length
    if (isExhausted) exhausted++
  }
  const spent = process.threadCpuUsage(before)
  const mean = (spent.user + spent.system) / 1000 / questions.length
  const share = (count: number): string => ((100 * count) / questions.length).toFixed(1).padStart(5)
  console.log(
    `${name.padEnd(42)} ${(1000 / mean).toFixed(0).padStart(6)}/s ${mean.toFixed(3).padStart(8)} ms  ${spread(wall)}  ${share(found)} ${share(first)}  ${(answers / questions.length).toFixed(2).padStart(6)}  ${share(exhausted)}`,
  )
  return mean
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other)
  return [0.5, 0.99]
    .map((part) => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(3).padStart(8))
    .join(' ')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await run(process.argv.slice(2))
