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

/** Code of a letter → code of its sound; 255 when it has none. */
const CODES = new Uint8Array(128).fill(255)
for (let code = 0; code < SYMBOLS.length; code++) CODES[SYMBOLS.charCodeAt(code)] = code

/** Longest first at each place. Capitals are single sounds: S sh, Z zh, C ch, c ts, x kh, G gh, T th, D dh, N ng. */
// biome-ignore format: a table reads in rows
const SPELLINGS: Readonly<Record<string, string>> = {
  shch: 'SC', tsch: 'C', dzh: 'j', dsch: 'j', sch: 'S', tch: 'C', tsh: 'C', sh: 'S', zh: 'Z', ch: 'C', kh: 'x', gh: 'G',
  th: 'T', dh: 'D', ph: 'f', ts: 'c', tz: 'c', cz: 'C', sz: 's', dj: 'j', dz: 'z', ck: 'k', cq: 'k', qu: 'k',
  xh: 'j', ou: 'u', oo: 'u', ee: 'i', ie: 'i', ij: 'i', iy: 'i', yi: 'i', oe: 'o', ae: 'e', ue: 'u', aa: 'a', wh: 'w',
}
const MAX_SOUNDS = 40
/** The longest row there is: the last step may add two sounds. */
export const ROW_SOUNDS = MAX_SOUNDS + 1

/** The sounds of a lower-case ASCII word, doubled ones once, at most 40. */
export function soundsOf(roman: string): Uint8Array {
  const row = new Uint8Array(ROW_SOUNDS)
  return row.slice(0, writeSounds(roman, row))
}

/** The same, written to the row's beginning. Returns how many there are. Hot: hundreds a check, so it makes nothing. */
export function writeSounds(roman: string, row: Uint8Array): number {
  let length = 0
  let at = 0
  const put = (code: number): void => {
    if (length === 0 || row[length - 1] !== code) row[length++] = code
  }
  while (at < roman.length && length < MAX_SOUNDS) {
    const spelling = spellingAt(roman, at)
    if (spelling === undefined) {
      const letter = roman.charCodeAt(at)
      if (letter === X && at > 0) put(CODE_K)
      const code = letterCode(roman, at, letter)
      if (code !== NONE) put(code)
      at++
      continue
    }
    for (let sound = 0; sound < spelling.codes.length; sound++) put(spelling.codes[sound] ?? 0)
    at += spelling.length
  }
  return length
}

interface Spelling {
  readonly text: string
  readonly length: number
  readonly codes: Uint8Array
}

/** First two letters → the spellings that begin so, longest first. Nearly every pair begins none. */
const SPELLINGS_BY_PAIR: (readonly Spelling[] | undefined)[] = Array.from(
  { length: 26 * 26 },
  () => undefined,
)
for (const [text, sounds] of Object.entries(SPELLINGS).sort(([one], [other]) => other.length - one.length)) {
  const pair = pairIndex(text.charCodeAt(0), text.charCodeAt(1))
  const spelling = { text, length: text.length, codes: Uint8Array.from(sounds, soundCode) }
  SPELLINGS_BY_PAIR[pair] = [...(SPELLINGS_BY_PAIR[pair] ?? []), spelling]
}

function spellingAt(roman: string, at: number): Spelling | undefined {
  const pair = pairIndex(roman.charCodeAt(at), roman.charCodeAt(at + 1))
  const spellings = pair < 0 ? undefined : SPELLINGS_BY_PAIR[pair]
  if (spellings === undefined) return undefined
  for (const spelling of spellings) if (roman.startsWith(spelling.text, at)) return spelling
  return undefined
}

function pairIndex(one: number, other: number): number {
  const isPair = one >= 97 && one <= 122 && other >= 97 && other <= 122
  return isPair ? (one - 97) * 26 + other - 97 : -1
}

const NONE = 255
const [C, G, N, X, Y] = [99, 103, 110, 120, 121] as const
const CODE_I = soundCode('i')
const CODE_K = soundCode('k')
const CODE_S = soundCode('s')
const CODE_Y = soundCode('y')
const CODE_NG = soundCode('N')
const CODE_DIGIT = soundCode('0')

/** The sound of a letter that begins no spelling; of `x` the last. */
function letterCode(roman: string, at: number, letter: number): number {
  const next = roman.charCodeAt(at + 1)
  if (letter === C) return isOneOf('eiy', next) ? CODE_S : CODE_K
  if (letter === X) return CODE_S
  if (letter === Y) return isVowel(next) || (at > 0 && isVowel(roman.charCodeAt(at - 1))) ? CODE_Y : CODE_I
  if (letter === N && next === G && !isVowel(roman.charCodeAt(at + 2))) return CODE_NG
  if (letter === G && roman.charCodeAt(at - 1) === N && !isVowel(next)) return NONE
  if (letter >= 48 && letter <= 57) return CODE_DIGIT
  return CODES[letter] ?? NONE
}

const isVowel = (letter: number): boolean => isOneOf('aeiou', letter)

function isOneOf(letters: string, letter: number): boolean {
  for (let at = 0; at < letters.length; at++) if (letters.charCodeAt(at) === letter) return true
  return false
}

/** Consonants by coarse class. Vowels, h, w and y, which come and go between spellings, are left out. */
// biome-ignore format: a table reads in rows
const CLASSES: Readonly<Record<string, string>> = {
  b: 'P', p: 'P', f: 'F', v: 'F', m: 'M', n: 'N', N: 'N', t: 'T', T: 'T', d: 'T', D: 'T', s: 'S', z: 'S', S: 'S', Z: 'S',
  j: 'S', C: 'S', c: 'S', k: 'K', g: 'K', q: 'K', x: 'K', G: 'K', l: 'L', r: 'R',
}

export function skeletonOf(sounds: Uint8Array): string {
  let out = ''
  for (const code of sounds) {
    const one = CLASS_BY_CODE[code] ?? ''
    if (!out.endsWith(one)) out += one
  }
  return out
}

const CLASS_BY_CODE = Array.from(SYMBOLS, (symbol) => CLASSES[symbol] ?? '')
