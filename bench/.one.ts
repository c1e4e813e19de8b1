import { createPersonIndex } from '/work/wt/persons/src/lookup/persons/person-index.ts'
import { inventWorld, inventedDay, randomFrom, misspelt } from '/work/wt/persons/bench/persons-world.ts'
import { Session } from 'node:inspector/promises'
import fs from 'node:fs'
const people = Number(process.argv[2] ?? 100000),
  mode = process.argv[3] ?? 'unlisted',
  turns = Number(process.argv[4] ?? 1500)
const w = inventWorld(20260101, people)
const index = createPersonIndex()
const targets: any[] = []
function* all() {
  for (let i = 0; i < people; i++) {
    const { id, name, entry } = w.person()
    const b: any = entry.births[0]
    if (i % Math.max(1, Math.floor(people / 2000)) === 0 && b?.on?.length === 10)
      targets.push({ name, on: b.on })
    yield [id, entry] as const
  }
}
let c0 = process.cpuUsage()
index.fill(all())
let c = process.cpuUsage(c0)
console.log('build cpu', ((c.user + c.system) / 1e6).toFixed(1))
const s = inventWorld(99, 1e6),
  r = randomFrom(5)
const qs: any[] = Array.from({ length: turns }, (_, i) => {
  const t = targets[i % targets.length]
  if (mode === 'unlisted') return { name: s.person().name, births: [{ type: 'exact', on: inventedDay(r) }] }
  if (mode === 'slip') return { name: misspelt(t.name, r), births: [{ type: 'exact', on: t.on }] }
  return { name: mode === 'nodate' ? s.person().name : t.name }
})
for (const q of qs.slice(0, 300)) index.find(q, { limit: 21, threshold: 0.12 })
const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.start')
c0 = process.cpuUsage()
const t: number[] = []
for (const q of qs) {
  const a = performance.now()
  index.find(q, { limit: 21, threshold: 0.12 })
  t.push(performance.now() - a)
}
c = process.cpuUsage(c0)
const { profile } = (await session.post('Profiler.stop')) as any
fs.writeFileSync('/tmp/pb/p.cpuprofile', JSON.stringify(profile))
t.sort((a, b) => a - b)
console.log(
  mode,
  people,
  'cpu ms/q',
  ((c.user + c.system) / 1000 / turns).toFixed(3),
  'wall p50',
  t[turns >> 1].toFixed(2),
  'p99',
  t[Math.floor(turns * 0.99)].toFixed(2),
)
