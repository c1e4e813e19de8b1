import { assert } from '#kernel/assert.ts'
import type { PartRole, Script, WritingSystem } from '#matching/names.ts'

/**
 * Where the parts of a vocabulary lie in its memory, and what a word looks like there. `neighbours.as` says the same.
 *
 * A *text* holds what makes the form: kind, role, count of readings, key, and each reading's letters. How
 * readings sound stands in *blocks* of up to sixteen, sound beside sound, so that sixteen are compared at once. Blocks of
 * one skeleton stand together as a group. A word whose readings have several skeletons has all of them in each group.
 */
export const HEADER = {
  magic: 0,
  version: 1,
  size: 2,
  groups: 3,
  skeletonMask: 4,
  halfMask: 5,
  charMask: 6,
  classes: 7,
  textStarts: 8,
  text: 9,
  groupKeys: 10,
  groupStarts: 11,
  blocks: 12,
  skeletonStarts: 13,
  skeletonPostings: 14,
  halfStarts: 15,
  halfPostings: 16,
  charStarts: 17,
  charPostings: 18,
  wordClasses: 19,
  classHashes: 20,
  moreClasses: 21,
  moreClassCount: 22,
  end: 23,
  otherReadings: 24,
  otherReadingCount: 25,
} as const
/** Room for the sounds of one reading, while building. */
export const SCRATCH = 128
export const HEADER_BYTES = 192
export const MAGIC = 0x4f564e45
export const VERSION = 1
export const PAGE_BYTES = 65_536
/** What a shared memory may grow to: only what is used of it is real. */
export const MOST_PAGES = 65_536

export const BLOCK_HEAD = 4
export const BLOCK_MEMBERS = 16
export const IS_REPEATED = 0x8000_0000
export const HAS_OTHERS = 0x4000_0000
export const WORD_BITS = 0x3fff_ffff

/** In the order of their names, so that words are in order of their keys. */
const SCRIPT_CODES: Readonly<Record<Script, number>> = {
  arabic: 0,
  armenian: 1,
  cyrillic: 2,
  devanagari: 3,
  ethiopic: 4,
  georgian: 5,
  greek: 6,
  han: 7,
  hangul: 8,
  hebrew: 9,
  kana: 10,
  latin: 11,
  other: 12,
  thai: 13,
}
const SYSTEM_CODES: Readonly<Record<WritingSystem, number>> = { alphabet: 0, syllabary: 1, consonants: 2 }
const ROLE_CODES: Readonly<Record<PartRole, number>> = { name: 0, particle: 1, title: 2 }
const IS_INITIAL = 0x80

export const scriptCode = (script: string): number | undefined =>
  (SCRIPT_CODES as Readonly<Record<string, number>>)[script]

export const SCRIPTS = inOrder(SCRIPT_CODES)
export const SYSTEMS = inOrder(SYSTEM_CODES)
const ROLES = inOrder(ROLE_CODES)

export interface Kind {
  readonly script: Script
  readonly system: WritingSystem
}

export const kindOf = ({ script, system }: Kind): number => SCRIPT_CODES[script] | (SYSTEM_CODES[system] << 5)

/** Undefined when no such kind is. */
export function kindFrom(code: number): Kind | undefined {
  const script = SCRIPTS[code & 31]
  const system = SYSTEMS[(code >> 5) & 3]
  return script === undefined || system === undefined ? undefined : { script, system }
}

export const roleByte = (role: PartRole, isInitial: boolean): number =>
  ROLE_CODES[role] | (isInitial ? IS_INITIAL : 0)

export function roleFrom(byte: number): { readonly role: PartRole; readonly isInitial: boolean } {
  const role = ROLES[byte & 0x7f]
  assert(role !== undefined, 'a text names a role that is')
  return { role, isInitial: (byte & IS_INITIAL) !== 0 }
}

function inOrder<T extends string>(codes: Readonly<Record<T, number>>): readonly T[] {
  return (Object.keys(codes) as T[]).sort((one, other) => codes[one] - codes[other])
}

export const CLASS_BITS = 5
export const CLASSES_IN_WORD = 6

/**
 * A skeleton as two numbers of six classes each, 5 bits a class (its capital's place in the alphabet), the first in the
 * lowest. Classes after the twelfth are left out: rows that differ there are told apart by their sounds.
 */
export function packSkeleton(skeleton: string, into: Uint32Array): void {
  let low = 0
  let high = 0
  const length = Math.min(skeleton.length, 2 * CLASSES_IN_WORD)
  for (let at = 0; at < length; at++) {
    const one = skeleton.charCodeAt(at) & 31
    if (at < CLASSES_IN_WORD) low |= one << (at * CLASS_BITS)
    else high |= one << ((at - CLASSES_IN_WORD) * CLASS_BITS)
  }
  // As one number of 60 bits.
  into[0] = low | (high << 30)
  into[1] = high >>> 2
}

/** The least power of two that is not less. */
export function powerOfTwo(least: number): number {
  let power = 1
  while (power < least) power *= 2
  return power
}
