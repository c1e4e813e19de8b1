import type { Segment } from './segment.ts'

/**
 * Parts that may be written as one (`Hamid Reza`, `Hamidreza`) are found by the sound of what they make together: a hash
 * of their consonants. A collision costs a comparison, never an answer.
 */
const LEAST_CONSONANTS = 2
const MOST_WHOLE = 4
const MOST_IN_BUCKET = 1000

/** FNV-1a, begun afresh or carried on. Doubled consonants count once, also where two parts meet. */
function hashOn(hash: number, skeleton: string, last: number): number {
  let mixed = hash
  let before = last
  for (let at = 0; at < skeleton.length; at++) {
    const code = skeleton.charCodeAt(at)
    if (code !== before) mixed = Math.imul(mixed ^ code, 0x01000193)
    before = code
  }
  return mixed
}

const BEGIN = 0x811c9dc5
const finished = (hash: number): number => (hash ^ (hash >>> 15)) >>> 0
const lastOf = (skeleton: string, before: number): number =>
  skeleton === '' ? before : skeleton.charCodeAt(skeleton.length - 1)

export const skeletonHash = (skeleton: string): number => finished(hashOn(BEGIN, skeleton, 0))
/** The bucket of a hash, from the bits above those that stay with the name. */
export const joinHash = (hash: number, bits: number): number => (hash >>> 8) % 2 ** Math.min(24, bits)

/** Visits the hash of each pair of neighbours of a name, and of the whole of a short one; each once. */
export function joinedSkeletons(
  words: Uint32Array,
  from: number,
  to: number,
  skeletons: readonly string[],
  visit: (hash: number) => void,
): void {
  const seen: number[] = []
  const add = (first: number, past: number): void => {
    let hash = BEGIN
    let last = 0
    let length = 0
    for (let at = first; at < past; at++) {
      const skeleton = skeletons[words[at] ?? 0] ?? ''
      hash = hashOn(hash, skeleton, last)
      last = lastOf(skeleton, last)
      length += skeleton.length
    }
    const found = finished(hash)
    if (length < LEAST_CONSONANTS || seen.includes(found)) return
    seen.push(found)
    visit(found)
  }
  for (let at = from; at + 1 < to; at++) add(at, at + 2)
  if (to - from > 2 && to - from <= MOST_WHOLE) add(from, to)
}

/** Visits the names that hold neighbouring parts of the sound, unless they are too many to tell anything. */
export function visitJoined(segment: Segment, skeleton: string, visit: (name: number) => void): void {
  if (skeleton.length < LEAST_CONSONANTS) return
  const { joinStarts, joins } = segment
  const hash = skeletonHash(skeleton)
  const bucket = joinHash(hash, Math.log2(joinStarts.length - 1))
  const begin = joinStarts[bucket] ?? 0
  const past = joinStarts[bucket + 1] ?? 0
  if (past - begin > MOST_IN_BUCKET) return
  for (let at = begin; at < past; at++) {
    const join = joins[at] ?? 0
    if (join >>> 24 === (hash & 255)) visit(join & 0xff_ffff)
  }
}
