/**
 * The scripts of India have one layout (Unicode, chapter 12): the same sound stands at the same place of each block. A
 * consonant carries an `a` unless a sign says otherwise; most languages of the north no longer say it at the end of a
 * word and between two spoken syllables: रामचन्द्र Ramchandra.
 */
// biome-ignore format: a table reads in rows
const VOWELS: Readonly<Record<number, string>> = {
  0x05: 'a', 0x06: 'a', 0x07: 'i', 0x08: 'i', 0x09: 'u', 0x0a: 'u', 0x0b: 'ri', 0x0d: 'e', 0x0e: 'e', 0x0f: 'e', 0x10: 'ai', 0x11: 'o',
  0x12: 'o', 0x13: 'o', 0x14: 'au',
}
// biome-ignore format: a table reads in rows
const SIGNS: Readonly<Record<number, string>> = {
  0x3e: 'a', 0x3f: 'i', 0x40: 'i', 0x41: 'u', 0x42: 'u', 0x43: 'ri', 0x44: 'ri', 0x45: 'e', 0x46: 'e', 0x47: 'e', 0x48: 'ai', 0x49: 'o',
  0x4a: 'o', 0x4b: 'o', 0x4c: 'au',
}
// biome-ignore format: a table reads in rows
const CONSONANTS: readonly string[] = [
  'k', 'kh', 'g', 'gh', 'ng', 'ch', 'chh', 'j', 'jh', 'ny', 't', 'th', 'd', 'dh', 'n', 't', 'th', 'd', 'dh', 'n', 'n', 'p', 'ph', 'b', 'bh',
  'm', 'y', 'r', 'r', 'l', 'l', 'l', 'v', 'sh', 'sh', 's', 'h',
]
const FIRST_CONSONANT = 0x15
/** A dot below makes the sounds of Persian and English. */
const DOTTED: Readonly<Record<string, string>> = {
  k: 'q',
  g: 'gh',
  j: 'z',
  d: 'r',
  dh: 'rh',
  ph: 'f',
  y: 'y',
}
const [NASALS, VISARGA, DOT, VIRAMA] = [[0x01, 0x02], 0x03, 0x3c, 0x4d]
const FIRST_BLOCK = 0x0900
const BENGALI = 0x0980
/** Tamil, Telugu, Kannada and Malayalam say every `a`. */
const FIRST_SOUTHERN = 0x0b80

interface Syllable {
  readonly consonants: string
  readonly vowel: string
  /** The vowel is the one that is not written. */
  readonly isInherent: boolean
  /** What closes it: a nasal or a breath. */
  readonly tail: string
}

export function romaniseBrahmic(word: string): readonly string[] {
  const block = FIRST_BLOCK + (((word.codePointAt(0) ?? FIRST_BLOCK) - FIRST_BLOCK) & ~0x7f)
  const syllables = syllablesOf(word)
  const whole = spoken(syllables, () => true)
  if (block >= FIRST_SOUTHERN) return [whole]
  const last = syllables.length - 1
  const isEnd = (at: number): boolean =>
    at === last && last > 0 && !isConjunct(syllables[at]) && syllables[at]?.tail === ''
  const endless = spoken(syllables, (at) => !isEnd(at))
  const northern = spoken(syllables, (at) => !isEnd(at) && !isSwallowed(syllables, at))
  // In Bengali the vowel is an o, and v is a b.
  if (block === BENGALI) return [endless, northern, northern.replaceAll('a', 'o').replaceAll('v', 'b')]
  return [northern, endless, whole]
}

/** Between a spoken syllable and one that follows with a vowel of its own. */
function isSwallowed(syllables: readonly Syllable[], at: number): boolean {
  const here = syllables[at]
  const next = syllables[at + 1]
  if (at === 0 || here === undefined || next === undefined) return false
  if (isConjunct(here) || here.tail !== '' || next.consonants === '') return false
  return at + 1 < syllables.length - 1 || !next.isInherent || isConjunct(next)
}

const isConjunct = (syllable: Syllable | undefined): boolean =>
  syllable !== undefined && /[^h][^aeiouh]/.test(syllable.consonants.replaceAll(/chh|sh|ng|ny/g, 'c'))

function spoken(syllables: readonly Syllable[], says: (at: number) => boolean): string {
  let out = ''
  syllables.forEach(({ consonants, vowel, isInherent, tail }, at) => {
    out += consonants + (!isInherent || says(at) ? vowel : '') + tail
  })
  return out
}

function syllablesOf(word: string): readonly Syllable[] {
  const found: { consonants: string; vowel: string; isInherent: boolean; tail: string }[] = []
  let joins = false
  for (const char of word) {
    const place = (char.codePointAt(0) ?? 0) & 0x7f
    const last = found.at(-1)
    const consonant = CONSONANTS[place - FIRST_CONSONANT]
    if (consonant !== undefined) {
      if (joins && last !== undefined) last.consonants += consonant
      else found.push({ consonants: consonant, vowel: 'a', isInherent: true, tail: '' })
      joins = false
    } else if (VOWELS[place] !== undefined) {
      found.push({ consonants: '', vowel: VOWELS[place], isInherent: false, tail: '' })
    } else if (last === undefined) {
      continue
    } else if (SIGNS[place] !== undefined) {
      last.vowel = SIGNS[place]
      last.isInherent = false
    } else if (place === VIRAMA) {
      joins = true
      // At the end of a word the sign takes the vowel off.
      last.vowel = ''
      last.isInherent = false
    } else if (place === DOT) {
      last.consonants = last.consonants.replace(/(?:dh|ph|[kgjdy])$/, (plain) => DOTTED[plain] ?? plain)
    } else if (NASALS.includes(place)) {
      last.tail = 'n'
    } else if (place === VISARGA) {
      last.tail = 'h'
    }
    if (joins || consonant === undefined || last === undefined) continue
    if (last === found.at(-1)) restoreVowel(last)
  }
  return found
}

/** A consonant joined on brings the vowel back. */
function restoreVowel(syllable: { vowel: string; isInherent: boolean }): void {
  if (syllable.vowel !== '') return
  syllable.vowel = 'a'
  syllable.isInherent = true
}
