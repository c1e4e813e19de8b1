import { assert } from '#kernel/assert.ts'
import { fromBase64 } from '#kernel/bytes.ts'
import { COSTS, measures } from '#matching/distance.ts'
import type { Reading } from '#matching/distance.ts'
import { skeletonOf, soundCode, SYMBOL_COUNT, VOWEL_COUNT } from '#matching/sound.ts'
import { KERNEL } from './neighbours.wasm.ts'

/** What `neighbours.as` exports. Addresses and counts are 32-bit. */
export interface Kernel {
  /** Bytes of room that one who asks needs. */
  roomSize(): number
  /** Takes the room, which is all zero. Returns where answers will stand. */
  enter(room: number): number
  /** Answers the question in the room: how many words. */
  near(): number
  /** How many words an answer has at most: so many likenesses follow so many numbers. */
  mostAnswers(): number
  find(script: number, length: number): number
  indexSkeletons(into: number): number
  indexHalves(into: number, end: number, codes: number): number
  indexCharacters(into: number, pairs: number, count: number): number
}

const compiled = new WebAssembly.Module(fromBase64(KERNEL))

export function kernelOn(memory: WebAssembly.Memory): Kernel {
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  return exports as unknown as Kernel
}

/** Where things stand in the room, see `neighbours.as`. */
export const ROOM = {
  askedCount: 0,
  same: 12,
  least: 16,
  chars: 24,
  mostAcrossSame: 32,
  mostAcross: 40,
  readings: 64,
  readingSize: 80,
  codes: 24,
  variants: 2688,
  masses: 2816,
  tables: 2880,
  charCodes: 11_072,
  key: 12_288,
  classes: 34_240,
  nearSounds: 34_688,
} as const
export const MOST_READINGS = 32
export const MOST_SOUNDS = 42
export const MOST_CHARS = 310
export const MOST_KEY_BYTES = 2048

const TABLE = { size: 2048, symbols: 48, drop: 1856, dropFirst: 1904, transpose: 1952 } as const
const MODES: readonly Reading[] = ['written', 'transcribed', 'syllabic', 'consonantal']

/** Writes the costs of `distance.ts` into a room, so that the kernel knows none of its own. */
export function writeCosts(bytes: Uint8Array, numbers: DataView): void {
  assert(SYMBOL_COUNT * TABLE.symbols <= TABLE.drop, 'the sounds have room in a table')
  const { mass: consonant } = measures(1, 0)
  const { mass: vowel, bones: vowelBones } = measures(1, 1)
  numbers.setUint32(ROOM.masses, consonant, true)
  numbers.setUint32(ROOM.masses + 4, vowel, true)
  numbers.setUint32(ROOM.masses + 8, vowelBones, true)
  numbers.setUint32(ROOM.masses + 12, VOWEL_COUNT, true)
  WAYS_TO_READ.forEach((way, turn) => {
    for (let sound = 0; sound < SYMBOL_COUNT; sound++)
      bytes[ROOM.classes + turn * TABLE.symbols + sound] = classNumber(way.get(sound) ?? classOf(sound))
  })
  for (let sound = 0; sound < SYMBOL_COUNT; sound++)
    numbers.setUint32(ROOM.nearSounds + sound * 4, classesNear(sound), true)
  MODES.forEach((mode, turn) => {
    const at = ROOM.tables + turn * TABLE.size
    const { swap, drop, dropFirst, transpose } = COSTS[mode]
    for (let sound = 0; sound < SYMBOL_COUNT; sound++) {
      const row = swap.subarray(sound * SYMBOL_COUNT, (sound + 1) * SYMBOL_COUNT)
      bytes.set(row, at + sound * TABLE.symbols)
    }
    bytes.set(drop, at + TABLE.drop)
    bytes.set(dropFirst, at + TABLE.dropFirst)
    numbers.setUint32(at + TABLE.transpose, transpose, true)
  })
}

const classOf = (sound: number): string => skeletonOf(Uint8Array.of(sound))
/** As in a packed skeleton. */
const classNumber = (one: string): number => (one === '' ? 0 : one.charCodeAt(0) & 31)

/**
 * Consonants that one spelling writes and another leaves out: `w` beside `v`, `h` beside `g` and `kh`. Each way to read
 * says what counts as which class; the first way is the usual one.
 */
const WAYS_TO_READ: readonly ReadonlyMap<number, string>[] = [[], [['w', 'F']], [['v', '']]].flatMap((lips) =>
  [[], [['h', 'K']], ['x', 'g', 'G'].map((sound) => [sound, ''])].map(
    (throat) => new Map([...lips, ...throat].map(([sound = '', one = '']) => [soundCode(sound), one])),
  ),
)

/** Above this one consonant exchanged for another is an error, which halves find, and no spelling. */
const NEAR_COST = 64

/** A bit for each other class with a sound that costs little to exchange this one for. */
function classesNear(sound: number): number {
  let bits = 0
  if (classOf(sound) === '') return 0
  for (let other = 0; other < SYMBOL_COUNT; other++) {
    const isNear = (COSTS.written.swap[sound * SYMBOL_COUNT + other] ?? 100) <= NEAR_COST
    if (isNear && classOf(other) !== '' && classOf(other) !== classOf(sound))
      bits |= 1 << classNumber(classOf(other))
  }
  return bits
}
