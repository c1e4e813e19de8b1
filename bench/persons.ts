/**
 * How fast and how surely a person is found among a million, or ten, with a date of birth and without.
 *
 *   npm run bench -- persons [--people 1000000] [--queries 2000] [--alone]
 *
 * The people are invented (bench/persons-world.ts), so this says how far speed and memory carry and what damage a name
 * survives; how well real names are matched says `bench -- matching`. The peer in the same run is an index of trigrams
 * that scores as pg_trgm does. One thread; CPU time is this thread's own.
 */
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { PartialDate } from '#kernel/days.ts'
import { createPersonIndex } from '#lookup/persons/person-index.ts'
import type { PersonIndex } from '#lookup/persons/person-index.ts'
import type { PersonQuery } from '#matching/types.ts'
import { inventWorld, inventedDay, misspelt, randomFrom, respelt } from './persons-world.ts'
import type { Random } from './persons-world.ts'

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
  const { index, targets } = build(people)
  const random = randomFrom(7)
  const questions = Math.max(1, Math.min(Number(values.queries), targets.length))
  const asked = targets.slice(0, questions)
  const threshold = Number(values.threshold)
  for (const variant of VARIANTS) {
    const queries = asked.map((target) => ({ id: target.id, query: variant.ask(target, random) }))
    measure(variant.name, index, queries, threshold)
  }
}

interface Target {
  readonly id: string
  readonly name: string
  readonly on: PartialDate
}

function build(people: number): { readonly index: PersonIndex; readonly targets: readonly Target[] } {
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
      yield [id, entry] as const
    }
  }
  const start = process.cpuUsage()
  const began = performance.now()
  index.fill(inhabitants())
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
  return { index, targets }
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
    name: 'as recorded, another date (threshold 0)',
    ask: ({ name }, random) => ({ name, ...born(inventedDay(random)) }),
  },
  { name: 'unlisted, no date', ask: () => ({ name: stranger.person().name }) },
  { name: 'as recorded, no date', ask: ({ name }) => ({ name }) },
  { name: 'one slip, no date', ask: ({ name }, random) => ({ name: misspelt(name, random) }) },
]

interface Question {
  readonly id: string
  readonly query: PersonQuery
}

function measure(name: string, index: PersonIndex, questions: readonly Question[], threshold: number): void {
  const search = { limit: 21, threshold: name.includes('threshold 0') ? 0 : threshold }
  for (const { query } of questions.slice(0, 100)) index.find(query, search)
  const wall: number[] = []
  const cpu: number[] = []
  let found = 0
  let first = 0
  let answers = 0
  let exhausted = 0
  for (const { id, query } of questions) {
    const before = process.threadCpuUsage()
    const start = performance.now()
    const { hits, isExhausted } = index.find(query, search)
    wall.push(performance.now() - start)
    const spent = process.threadCpuUsage(before)
    cpu.push((spent.user + spent.system) / 1000)
    const at = hits.findIndex((hit) => hit.id === id)
    if (at >= 0) found++
    if (at === 0) first++
    answers += hits.length
    if (isExhausted) exhausted++
  }
  const sum = cpu.reduce((total, one) => total + one, 0)
  const share = (count: number): string => ((100 * count) / questions.length).toFixed(1)
  console.log(
    `${name.padEnd(40)} ${(1000 / (sum / cpu.length)).toFixed(0).padStart(6)}/s  cpu ms ${spread(cpu)}  wall ms ${spread(wall)}  found ${share(found)} first ${share(first)} answers ${(answers / questions.length).toFixed(2)} too many ${share(exhausted)}`,
  )
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other)
  return [0.5, 0.99]
    .map((share) => `p${share * 100} ${(sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(3)}`)
    .join(' ')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await run(process.argv.slice(2))
