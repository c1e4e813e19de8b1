import { concatBytes, equalBytes } from '#kernel/bytes.ts'

/** SHA-256, given by whoever runs the ledger: node:crypto in a node, another in a browser. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** The hash of the complete subtree over leaves `index·2^level` to `(index + 1)·2^level`, which the tree must hold. */
export type HashSource = (level: number, index: number) => Uint8Array

/*
 * The Merkle tree of RFC 6962 §2.1. Sizes and indexes are whole numbers below 2^53, so no bit operators here: those
 * of JavaScript stop at 32 bits.
 */

/** SHA-256(0x00 ‖ data). */
export function leafHash(data: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concatBytes(LEAF_PREFIX, data))
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concatBytes(NODE_PREFIX, left, right))
}

/** The root of the tree of no leaves: SHA-256 of nothing. */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array(0))
}

/** The root over these leaf hashes. */
export function merkleRoot(leafHashes: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  return treeRoot(hashSourceOf(leafHashes, sha256), leafHashes.length, sha256)
}

/** All complete subtrees over these leaf hashes, hashed once. */
export function hashSourceOf(leafHashes: readonly Uint8Array[], sha256: Sha256): HashSource {
  const levels = [leafHashes]
  for (let below = leafHashes; below.length > 1; ) {
    const level: Uint8Array[] = []
    for (let at = 0; at + 1 < below.length; at += 2) {
      level.push(nodeHash(hashAt(below, at), hashAt(below, at + 1), sha256))
    }
    levels.push(level)
    below = level
  }
  return (level, index) => hashAt(levels[level] ?? [], index)
}

/** The root of the first `size` leaves. */
export function treeRoot(source: HashSource, size: number, sha256: Sha256): Uint8Array {
  return size === 0 ? emptyRoot(sha256) : rangeHash({ source, sha256 }, 0, size)
}

export interface Tree {
  readonly source: HashSource
  readonly sha256: Sha256
}

/** That leaf `index` is in the tree of `size` leaves (RFC 9162 §2.1.3.1). Throws `RangeError` when it is not. */
export function inclusionProof(tree: Tree, index: number, size: number): readonly Uint8Array[] {
  mustBeCounts(index, size)
  if (index >= size) throw new RangeError('the leaf is beyond the tree')
  return pathOf(tree, index, [0, size])
}

/** That the tree of `newSize` begins with the tree of `oldSize` (RFC 9162 §2.1.4.1). Empty for 0 and for equal sizes. */
export function consistencyProof(tree: Tree, oldSize: number, newSize: number): readonly Uint8Array[] {
  mustBeCounts(oldSize, newSize)
  if (oldSize > newSize) throw new RangeError('the older tree is the larger one')
  if (oldSize === 0 || oldSize === newSize) return []
  return subproof(tree, oldSize, [0, newSize], true)
}

export interface InclusionClaim {
  readonly leafHash: Uint8Array
  readonly index: number
  readonly size: number
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** RFC 9162 §2.1.3.2. */
export function verifyInclusion(claim: InclusionClaim, sha256: Sha256): boolean {
  // attacker-controlled: every field
  const { leafHash: leaf, index, size, proof, root } = claim
  if (!areCounts(index, size) || index >= size || !areHashes(leaf, root, ...proof)) return false
  let position = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (isOdd(position) || position === last) {
      hash = nodeHash(sibling, hash, sha256)
      while (!isOdd(position) && position !== 0) {
        position = half(position)
        last = half(last)
      }
    } else {
      hash = nodeHash(hash, sibling, sha256)
    }
    position = half(position)
    last = half(last)
  }
  return last === 0 && equalBytes(hash, root)
}

export interface ConsistencyClaim {
  readonly oldSize: number
  readonly oldRoot: Uint8Array
  readonly newSize: number
  readonly newRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** RFC 9162 §2.1.4.2. A tree is consistent with itself, and every tree with the empty one, by an empty proof. */
export function verifyConsistency(claim: ConsistencyClaim, sha256: Sha256): boolean {
  // attacker-controlled: every field
  const { oldSize, oldRoot, newSize, newRoot, proof } = claim
  if (!areCounts(oldSize, newSize) || oldSize > newSize || !areHashes(oldRoot, newRoot, ...proof))
    return false
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot)
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, emptyRoot(sha256))

  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  const [first, ...rest] = path
  if (first === undefined) return false
  let position = oldSize - 1
  let last = newSize - 1
  while (isOdd(position)) {
    position = half(position)
    last = half(last)
  }
  let oldHash = first
  let newHash = first
  for (const sibling of rest) {
    if (last === 0) return false
    if (isOdd(position) || position === last) {
      oldHash = nodeHash(sibling, oldHash, sha256)
      newHash = nodeHash(sibling, newHash, sha256)
      while (!isOdd(position) && position !== 0) {
        position = half(position)
        last = half(last)
      }
    } else {
      newHash = nodeHash(newHash, sibling, sha256)
    }
    position = half(position)
    last = half(last)
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot)
}

const LEAF_PREFIX = Uint8Array.of(0x00)
const NODE_PREFIX = Uint8Array.of(0x01)
const HASH_BYTES = 32

type Range = readonly [start: number, end: number]

// PATH(m, D[n]) of RFC 6962 §2.1.1, over the leaves of a range.
function pathOf(tree: Tree, index: number, [start, end]: Range): readonly Uint8Array[] {
  if (end - start === 1) return []
  const middle = start + splitOf(end - start)
  return index < middle
    ? [...pathOf(tree, index, [start, middle]), rangeHash(tree, middle, end)]
    : [...pathOf(tree, index, [middle, end]), rangeHash(tree, start, middle)]
}

// SUBPROOF(m, D[n], b) of RFC 6962 §2.1.2. `whole`: the verifier knows the hash of this subtree already.
function subproof(tree: Tree, size: number, [start, end]: Range, whole: boolean): readonly Uint8Array[] {
  if (size === end - start) return whole ? [] : [rangeHash(tree, start, end)]
  const left = splitOf(end - start)
  const middle = start + left
  return size <= left
    ? [...subproof(tree, size, [start, middle], whole), rangeHash(tree, middle, end)]
    : [...subproof(tree, size - left, [middle, end], false), rangeHash(tree, start, middle)]
}

// MTH of RFC 6962 §2.1 over a range that begins where a subtree begins.
function rangeHash(tree: Tree, start: number, end: number): Uint8Array {
  const width = end - start
  if (isPowerOfTwo(width)) return tree.source(Math.round(Math.log2(width)), start / width)
  const middle = start + splitOf(width)
  return nodeHash(rangeHash(tree, start, middle), rangeHash(tree, middle, end), tree.sha256)
}

// The largest power of two below a width of 2 or more.
function splitOf(width: number): number {
  let split = 1
  while (split * 2 < width) split *= 2
  return split
}

function isPowerOfTwo(width: number): boolean {
  let power = 1
  while (power < width) power *= 2
  return power === width
}

const isOdd = (value: number): boolean => value % 2 === 1
const half = (value: number): number => Math.floor(value / 2)
const areCounts = (...values: readonly number[]): boolean =>
  values.every((value) => Number.isSafeInteger(value) && value >= 0)
const areHashes = (...hashes: readonly Uint8Array[]): boolean =>
  hashes.every((hash) => hash.length === HASH_BYTES)

function mustBeCounts(...values: readonly number[]): void {
  if (!areCounts(...values)) throw new RangeError('sizes and indexes are whole numbers from 0')
}

function hashAt(hashes: readonly Uint8Array[], index: number): Uint8Array {
  const hash = hashes[index]
  if (hash === undefined) throw new RangeError('the tree holds no such subtree')
  return hash
}
