import { soundDistance } from './distance.ts'
import type { Reading } from './distance.ts'
import type { NameForm, Script } from './names.ts'

/** How alike two parts are, 0..1: the best over their readings. Below `FLOOR` it is 0. */
export function formSimilarity(a: NameForm, b: NameForm): number {
  if (a.key === b.key) return 1
  if (a.script === 'han' && b.script === 'han') return hanSimilarity(a.key, b.key)
  const reading = readingBetween(a.script, b.script)
  let best = 0
  for (const one of a.readings) {
    for (const other of b.readings) {
      const whole = Math.max(one.mass, other.mass)
      if (whole === 0) continue
      const limit = Math.ceil(whole * (1 - Math.max(best, FLOOR)))
      const similarity = 1 - soundDistance(one.codes, other.codes, reading, limit) / whole
      if (similarity > best) best = similarity
    }
  }
  // Only equal keys are equal: a reading that agrees fully may still be another name.
  return best < FLOOR ? 0 : Math.min(best, a.script === b.script ? 0.99 : 0.98)
}

const FLOOR = 0.4

export function readingBetween(a: Script, b: Script): Reading {
  if (a === b) return 'written'
  if (CONSONANTAL.has(a) || CONSONANTAL.has(b)) return 'consonantal'
  return ALPHABETS.has(a) && ALPHABETS.has(b) ? 'transcribed' : 'syllabic'
}

const CONSONANTAL: ReadonlySet<Script> = new Set<Script>(['arabic', 'hebrew'])
const ALPHABETS: ReadonlySet<Script> = new Set<Script>(['latin', 'cyrillic', 'greek'])

/** Characters carry the name, not their sound: two characters read alike are two names. */
function hanSimilarity(a: string, b: string): number {
  const one = [...a.slice(4)]
  const other = [...b.slice(4)]
  const shared = one.filter((char, at) => other[at] === char).length
  const similarity = shared / Math.max(one.length, other.length)
  return similarity < FLOOR ? 0 : similarity
}
