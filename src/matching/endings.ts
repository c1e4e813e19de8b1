import type { NameForm } from './names.ts'

/**
 * Surnames that differ for a man and a woman of one family, as similarity: Ivanov and Ivanova, Kowalski and Kowalska,
 * Papadopoulos and Papadopoulou, Novak and Novakova, Kalnins and Kalnina.
 */
export const FAMILY_ENDING_SIMILARITY = 0.96

export function differByEnding(a: NameForm, b: NameForm): boolean {
  if (a.system !== 'alphabet' || b.system !== 'alphabet') return false
  const one = a.readings[0]?.roman ?? ''
  const other = b.readings[0]?.roman ?? ''
  // Most pairs differ at once; nothing is cut off before three letters agree.
  if (one.length < LEAST_LETTERS || other.length < LEAST_LETTERS) return false
  for (let at = 0; at < 3; at++) if (one.charCodeAt(at) !== other.charCodeAt(at)) return false
  return haveOneStem(one, other) || haveOneStem(other, one)
}

/** Keys of the Latin spellings that a surname may have beside the form's own: those that `differByEnding` tells of. */
export function keysByEnding(form: NameForm): readonly string[] {
  const roman = form.readings[0]?.roman ?? ''
  if (form.system !== 'alphabet' || form.role !== 'name' || roman.length < LEAST_LETTERS) return []
  const others = new Set<string>()
  for (const [man, woman] of ENDINGS) {
    if (roman.endsWith(man)) others.add(roman.slice(0, roman.length - man.length) + woman)
    if (roman.endsWith(woman)) others.add(roman.slice(0, roman.length - woman.length) + man)
  }
  return [...others].filter((other) => other.length >= LEAST_LETTERS).map((other) => `latin:${other}`)
}

const LEAST_LETTERS = 5

/** A man's ending and the woman's beside it, longest first. */
// biome-ignore format: a table reads in rows
const ENDINGS: readonly (readonly [man: string, woman: string])[] = [
  ['skiy', 'skaya'], ['skii', 'skaia'], ['sky', 'skaya'], ['skij', 'skaja'], ['tsky', 'tskaya'], ['opoulos', 'opoulou'], ['ski', 'ska'],
  ['cki', 'cka'], ['dzki', 'dzka'], ['sky', 'ska'], ['ov', 'ova'], ['ev', 'eva'], ['in', 'ina'], ['yn', 'yna'], ['off', 'ova'],
  ['iy', 'aya'], ['idis', 'idou'], ['akis', 'aki'], ['ellis', 'elli'], ['as', 'a'], ['os', 'ou'], ['is', 'i'], ['ins', 'ina'],
  ['nis', 'ne'], ['ovic', 'ova'], ['', 'ova'], ['ek', 'kova'], ['a', 'ova'], ['as', 'iene'], ['as', 'aite'], ['is', 'yte'], ['us', 'iene'],
  ['ow', 'owa'], ['ow', 'owna'],
]

function haveOneStem(man: string, woman: string): boolean {
  for (const [ofMan, ofWoman] of ENDINGS) {
    if (!man.endsWith(ofMan) || !woman.endsWith(ofWoman)) continue
    const stem = man.length - ofMan.length
    if (stem < 3 || stem !== woman.length - ofWoman.length) continue
    if (man.slice(0, stem) === woman.slice(0, stem)) return true
  }
  return false
}
