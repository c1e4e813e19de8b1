import { assert } from '#kernel/assert.ts'
import { measured, soundDistance } from './distance.ts'
import type { Reading, Sounds } from './distance.ts'
import { FAMILY_ENDING_SIMILARITY, differByEnding } from './endings.ts'
import { equivalence } from './equivalents.ts'
import { joinedForm, joinedRoman } from './names.ts'
import type { NameForm, Script, WritingSystem } from './names.ts'
import { ROW_SOUNDS, writeSounds } from './sound.ts'

/**
 * How alike two parts are, 0..1: the best over their readings, or what is known of the two as given names or of their
 * endings. Below `least` it is 0: the higher, the
 * sooner it gives up.
 */
export function formSimilarity(a: NameForm, b: NameForm, least = LEAST_SIMILARITY): number {
  if (a.key === b.key) return 1
  if (a.script === 'han' && b.script === 'han') return hanSimilarity(a.key, b.key, least)
  const sounding = soundSimilarity(a, b, least)
  if (sounding >= FAMILY_ENDING_SIMILARITY) return sounding
  const told = differByEnding(a, b) ? FAMILY_ENDING_SIMILARITY : equivalence(a, b)
  return told >= least && told > sounding ? told : sounding
}

interface Writing {
  readonly script: Script
  readonly system: WritingSystem
}

/** What comparing by sound needs of a part. */
export interface Spoken extends Writing {
  readonly readings: readonly Sounds[]
}

/** How alike two parts sound that are not the same part, and not both written in Chinese characters. */
export function soundSimilarity(a: Spoken, b: Spoken, least: number): number {
  const reading = readingBetween(a, b)
  const isConsonantal = reading === 'consonantal'
  if (isConsonantal && a.system !== 'consonants') return soundSimilarity(b, a, least)
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

/** Several parts written as one, of which only the sounds are made. */
export interface SpokenRun extends Spoken {
  readonly forms: readonly NameForm[]
  readonly roman: string
}

const runCodes = new Uint8Array(ROW_SOUNDS)

/** Good until the next run is spoken: all share one row. At least one form. */
export function speakRun(forms: readonly NameForm[]): SpokenRun {
  const [first] = forms
  assert(first !== undefined, 'a run has parts')
  const roman = joinedRoman(forms)
  const sounds = measured(runCodes, writeSounds(roman, runCodes))
  return { forms, roman, script: first.script, system: first.system, readings: [sounds] }
}

/** `formSimilarity` with the run's `joinedForm`, which is made only where more than sounds is compared. */
export function similarityToRun(a: NameForm, run: SpokenRun, least: number): number {
  // Characters with characters; and a run of the same parts, whose key is equal.
  const isMoreThanSound = (a.script === 'han' && run.script === 'han') || a.readings[0]?.roman === run.roman
  const joined = isMoreThanSound ? joinedForm(run.forms) : undefined
  return joined === undefined ? soundSimilarity(a, run, least) : formSimilarity(a, joined, least)
}

const LEAST_SIMILARITY = 0.4

/** How to compare what two scripts write: see `Reading`. */
export function readingBetween(a: Writing, b: Writing): Reading {
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

/** The same over all parts of two names, each in alphabetical order and written as one. */
export const sortedSimilarity = (asked: readonly NameForm[], listed: readonly NameForm[]): number =>
  jaroWinkler(sortedRoman(asked), sortedRoman(listed))

const sortedRoman = (forms: readonly NameForm[]): string =>
  forms
    .map((form) => form.readings[0]?.roman ?? '')
    .sort()
    .join('')

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
