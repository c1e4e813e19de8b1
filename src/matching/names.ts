import anyAscii from 'any-ascii'
import { LIMITS } from '#kernel/limits.ts'
import { romaniseArabic } from './scripts/arabic.ts'
import { romaniseBrahmic } from './scripts/brahmic.ts'
import { romaniseArmenian, romaniseGeorgian } from './scripts/caucasian.ts'
import { romaniseCyrillic } from './scripts/cyrillic.ts'
import { romaniseEthiopic } from './scripts/ethiopic.ts'
import { romaniseGreek } from './scripts/greek.ts'
import { foldHan } from './scripts/han-tables.ts'
import { romaniseHan, splitHan, splitKana } from './scripts/han.ts'
import { romaniseHangul, splitHangul } from './scripts/hangul.ts'
import { romaniseHebrew } from './scripts/hebrew.ts'
import { romaniseKana } from './scripts/kana.ts'
import { foldLatin, romaniseLatin } from './scripts/latin.ts'
import { romaniseThai } from './scripts/thai.ts'
import { measured } from './distance.ts'
import type { Sounds } from './distance.ts'
import { isPlaceholder, roleOf } from './roles.ts'
import { skeletonOf, soundsOf } from './sound.ts'

export type Script =
  | 'latin'
  | 'cyrillic'
  | 'greek'
  | 'arabic'
  | 'hebrew'
  | 'han'
  | 'hangul'
  | 'kana'
  | 'devanagari'
  | 'armenian'
  | 'georgian'
  | 'thai'
  | 'ethiopic'
  | 'other'

/** One way to read a part aloud. */
export interface NameReading extends Sounds {
  /** Lower-case ASCII letters and digits. */
  readonly roman: string
  readonly skeleton: string
}

/** How a script writes vowels: as letters, within syllables, or mostly not. */
export type WritingSystem = 'alphabet' | 'syllabary' | 'consonants'

export type PartRole = 'name' | 'particle' | 'title'

/** A part of a name apart from where it stands: all that comparing needs. Equal keys are equal parts. */
export interface NameForm {
  readonly key: string
  readonly script: Script
  readonly system: WritingSystem
  readonly role: PartRole
  /** A single letter. */
  readonly isInitial: boolean
  /** Several readings when the script leaves the sound open; the first is the plainest. Never empty. */
  readonly readings: readonly NameReading[]
}

export interface NamePart {
  /** As written, marks and case kept. */
  readonly original: string
  readonly form: NameForm
}

export interface ParsedName {
  readonly text: string
  readonly parts: readonly NamePart[]
}

/**
 * Takes a name apart. The text is cut at 300 characters and 24 parts, freed of direction marks and other format
 * characters (they can hide a name from a search), and put as "given names first" when a comma says otherwise.
 */
export function parseName(text: string): ParsedName {
  // attacker-controlled: any text may come as a name.
  const clean = cleanName(text)
  const comma = clean.indexOf(',')
  const flipped = comma > 0 ? `${clean.slice(comma + 1)} ${clean.slice(0, comma)}` : clean
  const parts: NamePart[] = []
  for (const word of flipped.split(SEPARATORS)) {
    for (const piece of splitWord(word, flipped)) {
      const form = formOf(piece)
      if (form !== undefined && parts.length < LIMITS.nameTokens) parts.push({ original: piece, form })
    }
  }
  const told = parts.filter(
    ({ form }) => form.script !== 'latin' || !isPlaceholder(form.readings[0]?.roman ?? ''),
  )
  return { text, parts: told.length > 0 ? told : parts }
}

/** The form of several parts written as one: `Hamid` + `Reza`. */
export function joinedForm(forms: readonly NameForm[]): NameForm | undefined {
  const [first] = forms
  if (first === undefined) return undefined
  return {
    key: forms.map((form) => form.key).join(''),
    script: first.script,
    system: first.system,
    role: 'name',
    isInitial: false,
    readings: [readingOf(joinedRoman(forms))],
  }
}

export function joinedRoman(forms: readonly NameForm[]): string {
  let roman = ''
  for (const form of forms) {
    const next = form.readings[0]?.roman ?? ''
    // The ng of Jong does not begin the syllable of Un.
    roman += roman.endsWith('ng') && /^[aeiou]/.test(next) ? `'${next}` : next
  }
  return roman
}

/** Everything but letters, digits and the marks that belong to a letter parts a name. */
const SEPARATORS = /[^\p{L}\p{N}\p{M}'’‘ʼʻ`´׳״"ـ]+/u
/** Format characters: bidi controls, zero-width joiners, soft hyphen; and tatweel, which only stretches a word. */
const HIDDEN = /[\p{Cf}\u0640\u115f\u1160\u3164]/gu

function cleanName(text: string): string {
  const bounded = text.slice(0, LIMITS.nameChars).normalize('NFKC')
  // Zero-width non-joiner is a real boundary in Persian: عبد‌الله.
  return (
    bounded
      .replaceAll('\u200c', '')
      .replaceAll(HIDDEN, '')
      .replaceAll('،', ',')
      // "Son of", "daughter of", "wife of" of India, Malaysia and Singapore.
      .replaceAll(CHILD_OF, ' anak ')
      .replaceAll(HYPHENED_PAIR, (pair, one: string, other: string) =>
        isGivenPair(one, other) ? one + other : pair,
      )
  )
}

const CHILD_OF = /(?<=\s)(?:a\/[lp]|[sdw]\/o)(?=\s)/gi
const HYPHENED_PAIR = /(?<![\p{L}\p{M}-])(\p{Lu}[a-z]{0,5})[-‐‑](\p{L}[a-z]{0,5})(?![\p{L}\p{M}-])/gu
/** Syllables of Korean and Chinese names in Latin letters. */
const EAST_ASIAN =
  /^(?:[bcdfghjklmnpqrstwxyz]|ch|sh|zh|hs|ts|tz|kk|tt|pp|ss|jj)?(?:y|w)?(?:[aeiouü]|[aeiou]{2,3})(?:n|ng|m|k|p|t|l|h)?$/i

/** Jong-su and Hsiao-ping are one given name each, and are often written so. */
function isGivenPair(one: string, other: string): boolean {
  if (!EAST_ASIAN.test(one) || !EAST_ASIAN.test(other)) return false
  // Of Jong-un the join would hide where the second syllable begins.
  return !(one.endsWith('ng') && /^[aeiou]/i.test(other))
}

function splitWord(word: string, whole: string): readonly string[] {
  const script = scriptOf(word)
  if (script === 'hangul') return isAlone(word, whole, HANGUL) ? splitHangul(word) : [word]
  if (script === 'kana' && !HAN.test(whole) && isAlone(word, whole, KANA)) return splitKana(word)
  // Without a space a name is surname and given name; with one, or a middle dot, its parts are told.
  return HAN.test(word) && isAlone(word, whole, HAN) ? splitHan(word) : [word]
}

/** Whether nothing else of the name is written in the script: 김민수 is two parts, 하산 in 악샤 하산 one. */
function isAlone(word: string, whole: string, script: RegExp): boolean {
  return !script.test(whole.replace(word, ''))
}

function formOf(piece: string): NameForm | undefined {
  const script = scriptOf(piece)
  const key = keyOf(piece, script)
  if (key === '') return undefined
  const romans = [...new Set(romanise(key, script))].filter((roman) => roman !== '')
  if (romans.length === 0) return undefined
  return {
    key: `${script}:${script === 'latin' ? (romans[0] ?? '') : key}`,
    script,
    system: systemOf(script),
    // One syllable of East Asia sounds like many particles and is none.
    role: EAST_ASIAN_SCRIPTS.has(script) ? 'name' : roleOf(romans, key),
    isInitial: [...key].length === 1 && script !== 'han' && script !== 'hangul' && script !== 'kana',
    readings: romans.map(readingOf),
  }
}

const EAST_ASIAN_SCRIPTS: ReadonlySet<Script> = new Set(['han', 'hangul', 'kana'])
const ALPHABETS: ReadonlySet<Script> = new Set(['latin', 'cyrillic', 'greek', 'armenian', 'georgian'])

function systemOf(script: Script): WritingSystem {
  if (script === 'arabic' || script === 'hebrew') return 'consonants'
  return ALPHABETS.has(script) ? 'alphabet' : 'syllabary'
}

function readingOf(roman: string): NameReading {
  const codes = soundsOf(roman)
  return { ...measured(codes, codes.length), roman, skeleton: skeletonOf(codes) }
}

/** Case, marks and apostrophes off, as far as the script lets them go without changing the sound. */
function keyOf(piece: string, script: Script): string {
  const lower = piece.toLowerCase()
  if (script === 'hebrew') return lower.replaceAll(/\p{M}/gu, '').replaceAll(/["״]/g, '')
  const bare = lower.replaceAll(APOSTROPHES, '')
  if (script === 'han') return foldHan(bare)
  if (script === 'arabic') return bare.replaceAll(/\p{M}/gu, '').normalize('NFC')
  return bare
}

const APOSTROPHES = /['’‘ʼʻ`´׳״"ʿʾ]/g

function romanise(key: string, script: Script): readonly string[] {
  if (script === 'latin') return romaniseLatin(key)
  if (script === 'cyrillic') return romaniseCyrillic(key)
  if (script === 'greek') return romaniseGreek(key.normalize('NFD').replaceAll(/\p{M}/gu, ''))
  if (script === 'arabic') return romaniseArabic(key)
  if (script === 'hebrew') return romaniseHebrew(key)
  if (script === 'hangul') return romaniseHangul(key)
  if (script === 'kana') return romaniseKana(key)
  if (script === 'han') return romaniseHan(key)
  if (script === 'devanagari') return romaniseBrahmic(key)
  if (script === 'armenian') return romaniseArmenian(key)
  if (script === 'georgian') return romaniseGeorgian(key)
  if (script === 'thai') return romaniseThai(key)
  if (script === 'ethiopic') return romaniseEthiopic(key)
  if (SISTERS_OF_DEVANAGARI.test(key)) return romaniseBrahmic(key)
  return [foldLatin(anyAscii(key).toLowerCase())]
}

/** Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam. */
const SISTERS_OF_DEVANAGARI = /[\u0980-\u0d7f]/

const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ['latin', /\p{Script=Latin}|\d/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['hangul', /\p{Script=Hangul}/u],
  ['kana', /[\p{Script=Katakana}\p{Script=Hiragana}ー]/u],
  ['han', /\p{Script=Han}/u],
  ['devanagari', /\p{Script=Devanagari}/u],
  ['armenian', /\p{Script=Armenian}/u],
  ['georgian', /\p{Script=Georgian}/u],
  ['thai', /\p{Script=Thai}/u],
  ['ethiopic', /\p{Script=Ethiopic}/u],
]

const HAN = /\p{Script=Han}/u
const KANA = /[\p{Script=Katakana}\p{Script=Hiragana}]/u
const HANGUL = /\p{Script=Hangul}/u

/** The script of the first letter that has one. */
function scriptOf(text: string): Script {
  const letter = /[\p{L}\p{N}]/u.exec(text)?.[0]
  if (letter === undefined) return 'other'
  return SCRIPTS.find(([, pattern]) => pattern.test(letter))?.[0] ?? 'other'
}
