/**
 * A romanised word as a row of small sounds, so that `sh`, `sch` and `ş` compare as one thing. Codes index the cost
 * table of `distance.ts`. Vowels come first: `code < VOWELS` asks for one.
 */
const SYMBOLS = 'aeiouywhbpfvmntTdDszSZjCckgqxGlrN0'
export const VOWEL_COUNT = 5
export const SYMBOL_COUNT = SYMBOLS.length

export function soundCode(symbol: string): number {
  return SYMBOLS.indexOf(symbol)
}

/** Longest first at each place. Capitals are single sounds: S sh, Z zh, C ch, c ts, x kh, G gh, T th, D dh, N ng. */
// biome-ignore format: a table reads in rows
const SPELLINGS: Readonly<Record<string, string>> = {
  shch: 'SC', tsch: 'C', dzh: 'j', dsch: 'j', sch: 'S', tch: 'C', tsh: 'C', sh: 'S', zh: 'Z', ch: 'C', kh: 'x', gh: 'G',
  th: 'T', dh: 'D', ph: 'f', ts: 'c', tz: 'c', cz: 'C', sz: 's', dj: 'j', dz: 'z', ck: 'k', cq: 'k', qu: 'k',
  xh: 'j', ou: 'u', oo: 'u', ee: 'i', ie: 'i', ij: 'i', iy: 'i', yi: 'i', oe: 'o', ae: 'e', ue: 'u', aa: 'a', wh: 'w',
}
const MAX_SOUNDS = 40

/** The sounds of a lower-case ASCII word, doubled ones once, at most 40. */
export function soundsOf(roman: string): string {
  let out = ''
  for (let at = 0; at < roman.length && out.length < MAX_SOUNDS; ) {
    const length = spellingLength(roman, at)
    const sound = length > 1 ? (SPELLINGS[roman.slice(at, at + length)] ?? '') : letterSound(roman, at)
    for (const one of sound) if (!out.endsWith(one)) out += one
    at += length
  }
  return out
}

function spellingLength(roman: string, at: number): number {
  // Hot: nearly every letter begins no spelling, and a table says so without cutting text.
  const pair = pairIndex(roman.charCodeAt(at), roman.charCodeAt(at + 1))
  for (let length = pair < 0 ? 1 : (LONGEST_BY_PAIR[pair] ?? 1); length > 1; length--) {
    if (SPELLINGS[roman.slice(at, at + length)] !== undefined) return length
  }
  return 1
}

/** First two letters of a spelling → the length of the longest that begins so. */
const LONGEST_BY_PAIR = new Uint8Array(26 * 26)
for (const spelling of Object.keys(SPELLINGS)) {
  const pair = pairIndex(spelling.charCodeAt(0), spelling.charCodeAt(1))
  LONGEST_BY_PAIR[pair] = Math.max(LONGEST_BY_PAIR[pair] ?? 0, spelling.length)
}

function pairIndex(one: number, other: number): number {
  const isPair = one >= 97 && one <= 122 && other >= 97 && other <= 122
  return isPair ? (one - 97) * 26 + other - 97 : -1
}

const isVowelLetter = (letter: string | undefined): boolean =>
  letter !== undefined && 'aeiou'.includes(letter)

function letterSound(roman: string, at: number): string {
  const letter = roman[at] ?? ''
  const next = roman[at + 1]
  if (letter === 'c') return next !== undefined && 'eiy'.includes(next) ? 's' : 'k'
  if (letter === 'x') return at === 0 ? 's' : 'ks'
  if (letter === 'y') return isVowelLetter(next) ? 'y' : at > 0 && isVowelLetter(roman[at - 1]) ? 'y' : 'i'
  if (letter === 'n' && next === 'g' && !isVowelLetter(roman[at + 2])) return 'N'
  if (letter === 'g' && roman[at - 1] === 'n' && !isVowelLetter(next)) return ''
  if (letter >= '0' && letter <= '9') return '0'
  return SYMBOLS.includes(letter) ? letter : ''
}

/** Consonants by coarse class. Vowels, h, w and y, which come and go between spellings, are left out. */
// biome-ignore format: a table reads in rows
const CLASSES: Readonly<Record<string, string>> = {
  b: 'P', p: 'P', f: 'F', v: 'F', m: 'M', n: 'N', N: 'N', t: 'T', T: 'T', d: 'T', D: 'T', s: 'S', z: 'S', S: 'S', Z: 'S',
  j: 'S', C: 'S', c: 'S', k: 'K', g: 'K', q: 'K', x: 'K', G: 'K', l: 'L', r: 'R',
}

export function skeletonOf(sounds: string): string {
  let out = ''
  for (const sound of sounds) {
    const one = CLASSES[sound] ?? ''
    if (!out.endsWith(one)) out += one
  }
  return out
}

export function soundCodes(sounds: string): Uint8Array {
  const codes = new Uint8Array(sounds.length)
  for (let at = 0; at < sounds.length; at++) codes[at] = CODES[sounds.charCodeAt(at)] ?? 0
  return codes
}

const CODES = new Uint8Array(128)
for (let code = 0; code < SYMBOLS.length; code++) CODES[SYMBOLS.charCodeAt(code)] = code
