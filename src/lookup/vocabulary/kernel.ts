import { assert } from '#kernel/assert.ts'
import { fromBase64 } from '#kernel/bytes.ts'
import { COSTS, measures } from '#matching/distance.ts'
import type { Reading } from '#matching/distance.ts'
import { SYMBOL_COUNT } from '#matching/sound.ts'
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
  indexHalves(into: number, end: number): number
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
  tables: 2832,
  charCodes: 11_024,
  key: 12_288,
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
