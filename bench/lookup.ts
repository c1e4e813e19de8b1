/**
 * How long a check takes: of a person over lists the size of the United Nations' and OFAC's, without a date of birth, and
 * of a document over a million documents.
 *
 *   npm run bench -- lookup [--documents 1000000] [--queries 2000] [--brief]
 *
 * Each beside a peer in the same run: trigram similarity over all names, and a Map from key to holders. One thread, wall
 * and CPU time; the lists are read when they lie beside the checkout, else invented names of the same number stand in.
 *
 * Then, unless `--brief`, the claims that look-up is made of, each in a process of its own: `persons`, `keys` (`-- keys --full`
 * for 150 million), `visible`, `border`, `batch`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import { createCheckIndex } from '#lookup/check-index.ts'
import { createKeyIndex } from '#lookup/keys/key-index.ts'
import { documentKey } from '#matching/identifiers/documents.ts'
import { documentProbes, indexKeysOf } from '#matching/identifiers/keys.ts'

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      documents: { type: 'string', default: '1000000' },
      queries: { type: 'string', default: '2000' },
      brief: { type: 'boolean', default: false },
    },
  })
  measurePersons(Number(values.queries))
  if (Number(values.documents) > 0) measureDocuments(Number(values.documents), Number(values.queries) * 10)
  if (!values.brief) for (const claim of CLAIMS) runClaim(claim)
}

const CLAIMS = ['persons', 'keys', 'visible', 'border', 'batch']

/** In a process of its own: each fills much memory. */
function runClaim(claim: string): void {
  const runner = fileURLToPath(new URL('../scripts/bench.ts', import.meta.url))
  const { status } = spawnSync(process.execPath, [runner, claim], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

const everyone = { mayKnow: () => true }

function measurePersons(queryCount: number): void {
  const random = randomFrom(20_260_101)
  const { people, source } = listedPeople(random)
  const index = createCheckIndex()
  const memory = heapBytes()
  const start = performance.now()
  people.forEach((names, at) => {
    index.putPerson(String(at), { names: names.map((text) => ({ text })), births: [], nationalities: [] })
  })
  const built = performance.now() - start
  const { persons, names } = index.size
  console.log(
    `${source}: ${persons} entries, ${names} names, indexed in ${built.toFixed(0)} ms, ${mebibytes(heapBytes() - memory)} MiB`,
  )

  const flat = people.flat()
  const asked = Array.from({ length: queryCount }, (_, at) => {
    const name = pick(flat, random)
    return at % 2 === 0
      ? damaged(name, random)
      : damaged(`${firstPart(name)} ${lastPart(pick(flat, random))}`, random)
  })
  const grams = people.flatMap((all, at) => all.map((name) => ({ at, grams: trigramsOf(name) })))
  const ours = timed(asked, (name) => index.findPersons({ name }, { ...everyone, limit: 20 }))
  const peers = timed(asked.slice(0, 200), (name) => {
    const wanted = trigramsOf(name)
    return grams
      .map((row) => ({ at: row.at, similarity: shared(wanted, row.grams) }))
      .filter((row) => row.similarity > 0.3)
  })
  report('person check, name only', ours)
  report('  peer: trigram similarity, linear scan', peers)
  console.log(
    `  ratio of medians: ${(at(peers.wall, 0.5) / at(ours.wall, 0.5)).toFixed(1)} times faster; goal p99 ≤ 30 ms: ${goal(ours, 30)}`,
  )
}

function measureDocuments(count: number, queryCount: number): void {
  const random = randomFrom(7)
  const index = createKeyIndex(Uint8Array.from({ length: 16 }, () => random() * 256))
  const numbers = Array.from({ length: count }, () => documentNumber(random))
  const memory = heapBytes()
  const start = performance.now()
  numbers.forEach((number, at) => index.put(`r${at}`, indexKeysOf(documentKey({ number, issuer: 'KE' }))))
  const built = performance.now() - start
  console.log(
    `${index.size.keys} documents, indexed in ${(built / 1000).toFixed(1)} s, ${((heapBytes() - memory) / count).toFixed(0)} bytes each with its id`,
  )
  const asked = Array.from({ length: queryCount }, (_, turn) =>
    turn % 2 === 0 ? pick(numbers, random) : documentNumber(random),
  )
  const ours = timed(asked, (number) => {
    return index.find(documentProbes(number, 'KE'))
  })
  const map = new Map<string, readonly string[]>()
  numbers.forEach((number, turn) => {
    for (const key of indexKeysOf(documentKey({ number, issuer: 'KE' }))) map.set(key, [`r${turn}`])
  })
  const peers = timed(asked, (number) => {
    return documentProbes(number, 'KE').flatMap((key) => map.get(key) ?? [])
  })
  report('document check with its confusions', ours)
  report('  peer: a Map of strings', peers)
  console.log(
    `  ratio of medians: ${(at(peers.wall, 0.5) / at(ours.wall, 0.5)).toFixed(2)}; goal p99 ≤ 5 ms: ${goal(ours, 5)}`,
  )
}

interface Times {
  readonly wall: readonly number[]
  /** Of this thread alone: what the check costs whatever else the machine does meanwhile. */
  readonly cpu: readonly number[]
}

function timed<T>(asked: readonly T[], answer: (one: T) => unknown): Times {
  for (const one of asked.slice(0, 200)) answer(one)
  const wall: number[] = []
  const cpu: number[] = []
  for (const one of asked) {
    const before = process.threadCpuUsage()
    const start = performance.now()
    answer(one)
    wall.push(performance.now() - start)
    const spent = process.threadCpuUsage(before)
    cpu.push((spent.user + spent.system) / 1000)
  }
  return { wall: wall.sort((one, other) => one - other), cpu: cpu.sort((one, other) => one - other) }
}

const at = (times: readonly number[], share: number): number =>
  times[Math.floor(share * (times.length - 1))] ?? 0
const verdict = (times: readonly number[], ms: number): string => (at(times, 0.99) <= ms ? 'met' : 'NOT met')
const goal = ({ wall, cpu }: Times, ms: number): string =>
  `${verdict(wall, ms)} by wall, ${verdict(cpu, ms)} by cpu`
const mebibytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(0)

function report(what: string, { wall, cpu }: Times): void {
  const spread = (times: readonly number[]): string =>
    [0.5, 0.95, 0.99].map((share) => `p${share * 100} ${at(times, share).toFixed(3)}`).join(' ')
  console.log(
    `${what}: wall ms ${spread(wall)} worst ${at(wall, 1).toFixed(3)}; cpu ms ${spread(cpu)} (${wall.length} checks)`,
  )
}

/** Heap and typed arrays. Collects first when node runs with --expose-gc. */
function heapBytes(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function listedPeople(random: () => number): {
  readonly people: readonly (readonly string[])[]
  readonly source: string
} {
  const lists = new URL('../../shared/lists/', import.meta.url)
  if (!existsSync(lists))
    return { people: inventedPeople(random), source: 'SKIPPED the real lists (not here); invented names' }
  return { people: [...unNames(lists), ...ofacNames(lists)], source: 'UN and OFAC lists' }
}

/** Names only: the importers in src/gateway read these lists in earnest. */
function unNames(lists: URL): readonly (readonly string[])[] {
  const xml = readFileSync(new URL('un-consolidated.xml', lists), 'utf8')
  return xml
    .split(/<(?:INDIVIDUAL|ENTITY)>/)
    .slice(1)
    .map((entry) => {
      const parts = [...entry.matchAll(/<(?:FIRST|SECOND|THIRD|FOURTH)_NAME>([^<]+)</g)].map(
        (found) => found[1] ?? '',
      )
      const others = [...entry.matchAll(/<(?:ALIAS_NAME|NAME_ORIGINAL_SCRIPT)>([^<]+)</g)].map(
        (found) => found[1] ?? '',
      )
      return [parts.join(' '), ...others]
    })
}

function ofacNames(lists: URL): readonly (readonly string[])[] {
  const names = new Map<string, string[]>()
  for (const [file, column] of [
    ['ofac-sdn/sdn.csv', 1],
    ['ofac-sdn/alt.csv', 3],
  ] as const) {
    const rows: readonly (readonly string[])[] = parse(readFileSync(new URL(file, lists), 'utf8'), {
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_error: true,
    })
    for (const row of rows) {
      const all = names.get(row[0] ?? '') ?? []
      all.push(row[column] ?? '')
      names.set(row[0] ?? '', all)
    }
  }
  return [...names.values()]
}

/** As many names as the lists hold, from syllables, some shared by many and most by few, as real names are. */
function inventedPeople(random: () => number): readonly (readonly string[])[] {
  const syllables =
    'ba be bi bo da de di do fa fe ga go ha he ja jo ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to va ve za ze'.split(
      ' ',
    )
  const word = (): string =>
    Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(syllables, random)).join('')
  const words = Array.from({ length: 12_000 }, word)
  const one = (): string => words[Math.floor(random() ** 3 * words.length)] ?? ''
  return Array.from({ length: 8_400 }, () => Array.from({ length: 3 }, () => `${one()} ${one()} ${one()}`))
}

const firstPart = (name: string): string => name.split(/\s+/)[0] ?? ''
const lastPart = (name: string): string => name.split(/\s+/).at(-1) ?? ''

/** One letter exchanged with its neighbour, as hurried fingers do. */
function damaged(name: string, random: () => number): string {
  const place = Math.floor(random() * Math.max(1, name.length - 1))
  return name.slice(0, place) + (name[place + 1] ?? '') + (name[place] ?? '') + name.slice(place + 2)
}

function documentNumber(random: () => number): string {
  const letter = (): string => String.fromCharCode(65 + Math.floor(random() * 26))
  return letter() + letter() + String(Math.floor(random() * 1e7)).padStart(7, '0')
}

function trigramsOf(name: string): ReadonlySet<string> {
  const grams = new Set<string>()
  for (const word of name.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    const padded = `  ${word} `
    for (let place = 0; place + 3 <= padded.length; place++) grams.add(padded.slice(place, place + 3))
  }
  return grams
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0
  for (const gram of one) if (other.has(gram)) count++
  return count / (one.size + other.size - count)
}

function pick<T>(list: readonly T[], random: () => number): T {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}

/** Mulberry32: the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await run(process.argv.slice(2))
