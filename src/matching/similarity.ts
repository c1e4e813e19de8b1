import { soundDistance } from './distance.ts'
import type { Reading } from './distance.ts'
import type { NameForm } from './names.ts'

/** How alike two parts are, 0..1: the best over their readings. Below `least` it is 0: the higher, the sooner it gives up. */
export function formSimilarity(a: NameForm, b: NameForm, least = LEAST_SIMILARITY): number {
  if (a.key === b.key) return 1
  if (a.script === 'han' && b.script === 'han') return hanSimilarity(a.key, b.key, least)
  const reading = readingBetween(a, b)
  const isConsonantal = reading === 'consonantal'
  if (isConsonantal && a.system !== 'consonants') return formSimilarity(b, a, least)
  let best = 0
  // Hot: thousands of pairs a check, so plain loops and no iterators.
  for (let i = 0; i < a.readings.length; i++) {
    for (let j = 0; j < b.readings.length; j++) {
      const one = a.readings[i]
      const other = b.readings[j]
      if (one === undefined || other === undefined) continue
      const whole = isConsonantal ? Math.max(one.bones, other.bones) : Math.max(one.mass, other.mass)
      if (whole === 0) continue
      const limit = Math.ceil(whole * (1 - Math.max(best, least)))
      const similarity = 1 - soundDistance(one, other, reading, limit) / whole
      if (similarity > best) best = similarity
    }
  }
  // Only equal keys are equal: a reading that agrees fully may still be another name.
  return best < least ? 0 : Math.min(best, a.script === b.script ? 0.99 : 0.98)
}

const LEAST_SIMILARITY = 0.4

/** How to compare what two scripts write: see `Reading`. */
export function readingBetween(a: NameForm, b: NameForm): Reading {
  if (a.script === b.script) return 'written'
  if (a.system === 'consonants' || b.system === 'consonants') return 'consonantal'
  return a.system === 'alphabet' && b.system === 'alphabet' ? 'transcribed' : 'syllabic'
}

/** Characters carry the name, not their sound: two characters read alike are two names. */
function hanSimilarity(a: string, b: string, least: number): number {
  const one = [...a.slice(4)]
  const other = [...b.slice(4)]
  const shared = one.filter((char, at) => other[at] === char).length
  const similarity = shared / Math.max(one.length, other.length)
  return similarity < least ? 0 : similarity
}

/**
 * How alike two parts are letter by letter, 0..1 (Jaro-Winkler over their plainest readings). Sounds forgive what clerks
 * mishear, letters what they mistype; the model weighs both.
 */
export function letterSimilarity(a: NameForm, b: NameForm): number {
  if (a.key === b.key) return 1
  return jaroWinkler(a.readings[0]?.roman ?? '', b.readings[0]?.roman ?? '')
}

/** Winkler 1990; names are short, so the flags of matched letters fit in two integers. */
function jaroWinkler(a: string, b: string): number {
  const one = a.slice(0, MOST_LETTERS)
  const other = b.slice(0, MOST_LETTERS)
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1)
  let usedOne = 0
  let usedOther = 0
  let matches = 0
  for (let i = 0; i < one.length; i++) {
    for (let j = Math.max(0, i - reach); j <= Math.min(other.length - 1, i + reach); j++) {
      if ((usedOther & (1 << j)) !== 0 || one.charCodeAt(i) !== other.charCodeAt(j)) continue
      usedOne |= 1 << i
      usedOther |= 1 << j
      matches++
      break
    }
  }
  if (matches === 0) return 0
  let crossed = 0
  let j = 0
  for (let i = 0; i < one.length; i++) {
    if ((usedOne & (1 << i)) === 0) continue
    while ((usedOther & (1 << j)) === 0) j++
    if (one.charCodeAt(i) !== other.charCodeAt(j)) crossed++
    j++
  }
  const jaro = (matches / one.length + matches / other.length + (matches - crossed / 2) / matches) / 3
  let prefix = 0
  while (prefix < 4 && prefix < one.length && one[prefix] === other[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

const MOST_LETTERS = 30
