import { CHINESE_SURNAMES, KOREAN_READINGS } from './han-surnames.ts'
import { foldHan, hanTables, kanaRanks } from './han-tables.ts'
import type { PartReading } from './han-tables.ts'
import { romaniseHangul } from './hangul.ts'
import { romaniseKana, toKatakana } from './kana.ts'

/** Kana among characters, as in 島かおり, count as part of the name. */
const KANA = /^[\p{Script=Katakana}\p{Script=Hiragana}ー]+$/u
const LONGEST_NAME = 8

/**
 * Surname and given name of a name written without a space. Of all places to cut the one is taken that the Japanese
 * dictionary or the Chinese and Korean surnames explain best. A word that is itself a surname or given name stays whole.
 */
export function splitHan(word: string): readonly string[] {
  const chars = [...word]
  const folded = [...foldHan(word)]
  if (chars.length < 2 || chars.length > LONGEST_NAME) return [word]
  let best = wholeCost(folded)
  let cut = 0
  for (let at = 1; at < chars.length; at++) {
    const cost = cutCost(folded.slice(0, at), folded.slice(at))
    if (cost >= best) continue
    best = cost
    cut = at
  }
  return cut === 0 ? [word] : [chars.slice(0, cut).join(''), chars.slice(cut).join('')]
}

/**
 * The same for a name written in kana alone: アベアキコ. Only where both parts are known, so that the words of foreign names
 * stay whole.
 */
export function splitKana(word: string): readonly string[] {
  const kana = toKatakana(word)
  if (kana.length < 4 || kana.length > 12) return [word]
  const { surnames, givenNames } = kanaRanks()
  if (surnames.has(kana) || givenNames.has(kana)) return [word]
  let least = Infinity
  let cut = 0
  for (let at = 2; at <= kana.length - 2; at++) {
    const cost = (surnames.get(kana.slice(0, at)) ?? Infinity) + (givenNames.get(kana.slice(at)) ?? Infinity)
    if (cost >= least) continue
    least = cost
    cut = at
  }
  return cut === 0 ? [word] : [word.slice(0, cut), word.slice(cut)]
}

function wholeCost(chars: readonly string[]): number {
  const text = chars.join('')
  const { surnames, givenNames } = hanTables()
  if (chars.length <= 3 && surnames.has(text)) return 0.5
  if (chars.length === 2 && givenNames.has(text))
    return CHINESE_SURNAMES[chars[0] ?? ''] === undefined ? 0.5 : 1.5
  return chars.length > 4 ? 7 : 20
}

/** Low is likely. A dictionary entry costs nothing, an unknown word what its characters make of it. */
function cutCost(surname: readonly string[], given: readonly string[]): number {
  return Math.min(japaneseCost(surname, given), eastAsianCost(surname, given))
}

function eastAsianCost(surname: readonly string[], given: readonly string[]): number {
  if (given.length > 2 || given.some((char) => KANA.test(char))) return Infinity
  const text = surname.join('')
  const isSurname =
    CHINESE_SURNAMES[text] !== undefined || (surname.length === 1 && koreanOf(text) !== undefined)
  return isSurname ? 1 - 0.2 * (surname.length - 1) : surname.length === 1 ? 4 : Infinity
}

function japaneseCost(surname: readonly string[], given: readonly string[]): number {
  const { surnames, givenNames, surnameParts, givenParts } = hanTables()
  const first = surname.join('')
  const second = given.join('')
  let cost = 0
  if (KANA.test(first)) cost += surname.length > 1 ? 2 : 6
  else if (!surnames.has(first)) cost += 1.5 + unknownCost(surname, surnameParts)
  if (KANA.test(second)) cost += given.length > 1 ? 0.2 : 4
  else if (!givenNames.has(second)) cost += 1 + unknownCost(given, givenParts)
  return cost
}

/** Most names are two characters long; one and three are fewer. */
const LENGTH_COST = [9, 1.5, 0, 1, 4]

function unknownCost(chars: readonly string[], parts: ReadonlyMap<string, readonly PartReading[]>): number {
  const strange = chars.filter((char) => !parts.has(char) && !KANA.test(char)).length
  return (LENGTH_COST[chars.length] ?? 9) + strange * 1.5
}

/** A part's readings in Japan, China and Korea: which it is, the characters do not tell. `folded` as `foldHan` has it. */
export function romaniseHan(folded: string): readonly string[] {
  const chars = [...folded]
  const chinese = chineseReadings(folded, chars)
  const korean = koreanReadings(chars)
  const japanese = japaneseReadings(folded, chars)
  const isSurname = CHINESE_SURNAMES[folded] !== undefined
  if (japanese.known.length > 0 && !isSurname) {
    // What its characters make of a word that the dictionary holds is rarely more than a guess: one is enough.
    const guesses = japanese.composed.filter((reading) => !japanese.known.includes(reading))
    const more = chars.length > 1 ? guesses.slice(0, japanese.known.length < 2 ? 2 : 1) : []
    return [
      ...japanese.known.slice(0, 4),
      ...more,
      ...chinese.slice(0, 1),
      ...korean.slice(0, chars.length === 1 ? 3 : 1),
    ]
  }
  const guesses = chars.length <= 4 ? japanese.composed.slice(0, isSurname ? 1 : 3) : []
  return [...chinese.slice(0, 5), ...korean.slice(0, 2), ...japanese.known.slice(0, 2), ...guesses]
}

function japaneseReadings(
  folded: string,
  chars: readonly string[],
): { readonly known: readonly string[]; readonly composed: readonly string[] } {
  const { surnames, givenNames, surnameParts, givenParts } = hanTables()
  const kana = [...(surnames.get(folded)?.split(',') ?? []), ...(givenNames.get(folded)?.split(',') ?? [])]
  const known = kana.map((reading) => romaniseKana(reading)[0] ?? '')
  const parts = surnames.has(folded) ? surnameParts : givenParts
  const composed = compose(chars, parts, 4)
  return { known, composed }
}

/** The likeliest readings of a word from those of its characters. */
function compose(
  chars: readonly string[],
  parts: ReadonlyMap<string, readonly PartReading[]>,
  most: number,
): readonly string[] {
  let ways: readonly PartReading[] = [{ roman: '', cost: 0 }]
  for (const char of chars) {
    const readings = KANA.test(char) ? [{ roman: romaniseKana(char)[0] ?? '', cost: 0 }] : parts.get(char)
    if (readings === undefined) return []
    ways = ways
      .flatMap((way) =>
        readings.map(({ roman, cost }) => ({ roman: way.roman + roman, cost: way.cost + cost })),
      )
      .sort((one, other) => one.cost - other.cost)
      .slice(0, 8)
  }
  return ways.slice(0, most).map(({ roman }) => roman)
}

function chineseReadings(folded: string, chars: readonly string[]): readonly string[] {
  const { chinese, chineseSurnames } = hanTables()
  let plain: readonly string[] = ['']
  for (const char of chars) {
    const readings = chinese
      .get(char)
      ?.split(',')
      .slice(0, chars.length === 1 ? 2 : 1)
    if (readings === undefined) return []
    plain = plain.flatMap((before) => readings.map((reading) => before + reading))
  }
  const asSurname = chineseSurnames.get(folded)
  const abroad = CHINESE_SURNAMES[folded]?.split(' ') ?? []
  const syllables = chars.map((char) => chinese.get(char)?.split(',')[0] ?? '')
  const sounded = syllables.map(soundedPinyin).join('')
  return [...new Set([...(asSurname === undefined ? [] : [asSurname]), ...plain, ...abroad, sounded])]
}

/** Pinyin as English would spell it, for names that came into Chinese from elsewhere: 希 xi is the "shi" of Fisher. */
function soundedPinyin(syllable: string): string {
  return syllable
    .replace(/^zh/, 'j')
    .replace(/^q/, 'ch')
    .replace(/^x/, 'sh')
    .replace(/^c(?!h)/, 'ts')
    .replace(/^er$/, 'r')
    .replace(/^(s|sh|z|r|ch|j|ts)i$/, '$1')
}

let korean: ReadonlyMap<string, string> | undefined

function koreanOf(char: string): string | undefined {
  korean ??= new Map(KOREAN_READINGS.map(([character, hangul]) => [foldHan(character), hangul]))
  return korean.get(char)
}

function koreanReadings(chars: readonly string[]): readonly string[] {
  let hangul = ''
  for (const char of chars) {
    const read = koreanOf(char)
    if (read === undefined) return []
    hangul += read
  }
  return romaniseHangul(hangul)
}
