import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, fromHex, toHex } from '#kernel/bytes.ts'
import {
  appendLeaf,
  EMPTY_FRONTIER,
  type Frontier,
  frontierFromText,
  frontierRoot,
  frontierToText,
} from './frontier.ts'
import {
  consistencyProof,
  emptyRoot,
  hashSourceOf,
  inclusionProof,
  leafHash,
  merkleRoot,
  type Tree,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
import { nodeSha256 as sha256 } from './node-sha256.ts'

// The eight leaves that the implementations of RFC 6962 test with, and the roots of their first 0 to 8.
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(fromHex)
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

// MTH, PATH and PROOF as RFC 6962 §2.1 writes them, over lists of data: slow and plain.
const splitOf = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1)
function mth(data: readonly Uint8Array[]): Uint8Array {
  const [first] = data
  if (first === undefined) return sha256(new Uint8Array(0))
  if (data.length === 1) return sha256(concatBytes(Uint8Array.of(0), first))
  const k = splitOf(data.length)
  return sha256(concatBytes(Uint8Array.of(1), mth(data.slice(0, k)), mth(data.slice(k))))
}
function path(m: number, data: readonly Uint8Array[]): readonly Uint8Array[] {
  if (data.length === 1) return []
  const k = splitOf(data.length)
  return m < k
    ? [...path(m, data.slice(0, k)), mth(data.slice(k))]
    : [...path(m - k, data.slice(k)), mth(data.slice(0, k))]
}
function proof(m: number, data: readonly Uint8Array[], whole = true): readonly Uint8Array[] {
  if (m === data.length) return whole ? [] : [mth(data)]
  const k = splitOf(data.length)
  return m <= k
    ? [...proof(m, data.slice(0, k), whole), mth(data.slice(k))]
    : [...proof(m - k, data.slice(k), false), mth(data.slice(0, k))]
}

const hashesOf = (data: readonly Uint8Array[]): readonly Uint8Array[] =>
  data.map((each) => leafHash(each, sha256))
const treeOf = (data: readonly Uint8Array[]): Tree => ({
  source: hashSourceOf(hashesOf(data), sha256),
  sha256,
})
const dataOf = (size: number): readonly Uint8Array[] =>
  Array.from({ length: size }, (_, at) => Uint8Array.of(at >> 8, at & 0xff))
const hex = (hashes: readonly Uint8Array[]): readonly string[] => hashes.map(toHex)
const growTo = (data: readonly Uint8Array[]): Frontier =>
  hashesOf(data).reduce((frontier, leaf) => appendLeaf(frontier, leaf, sha256), EMPTY_FRONTIER)

const someSize = fc.integer({ min: 1, max: 130 })
const sizeAndIndex = someSize.chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))
const twoSizes = fc.tuple(fc.nat(130), fc.nat(130)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)

describe('the root of a tree', () => {
  test.each(ROOTS.map((root, size) => [size, root] as const))(
    'of %i leaves is the published one',
    (size, root) => {
      expect(toHex(merkleRoot(hashesOf(LEAVES.slice(0, size)), sha256))).toBe(root)
      expect(toHex(frontierRoot(growTo(LEAVES.slice(0, size)), sha256))).toBe(root)
    },
  )

  test('is that of RFC 6962 §2.1, whichever way it is computed', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 70 }), (data) => {
        const expected = toHex(mth(data))
        expect(toHex(merkleRoot(hashesOf(data), sha256))).toBe(expected)
        expect(toHex(frontierRoot(growTo(data), sha256))).toBe(expected)
      }),
    )
  })

  test('of an earlier size can be made from the later tree', () => {
    const tree = treeOf(dataOf(70))
    for (let size = 0; size <= 70; size++) {
      expect(toHex(treeRoot(tree.source, size, sha256))).toBe(toHex(mth(dataOf(size))))
    }
  })
})

describe('a frontier', () => {
  test('reads back from its text at any size', () => {
    fc.assert(
      fc.property(fc.nat(300), (size) => {
        const frontier = growTo(dataOf(size))
        const found = frontierFromText(frontierToText(frontier))
        expect(found.ok && frontierToText(found.value)).toBe(frontierToText(frontier))
        expect(found.ok && found.value.hashes.length).toBe(size.toString(2).replaceAll('0', '').length)
      }),
      { numRuns: 40 },
    )
  })

  const hash = `${'A'.repeat(43)}=`
  test.each([
    '',
    '1',
    '01',
    '-1',
    '0 ',
    `2 ${hash} ${hash}`,
    '1 AAAA',
    '99999999999999999',
    `1e0 ${hash}`,
    '3 x y',
  ])('is refused when its text is %j', (text) => {
    expect(frontierFromText(text)).toEqual({ ok: false, refusal: { kind: 'ledger/malformed-frontier' } })
  })

  test('grows beyond 2^32 leaves', () => {
    const size = 2 ** 40 + 2 ** 33 + 1
    const left = { size, hashes: [1, 2, 3].map((fill) => new Uint8Array(32).fill(fill)) }
    const grown = appendLeaf(left, new Uint8Array(32).fill(4), sha256)
    expect(grown.size).toBe(size + 1)
    expect(grown.hashes.length).toBe(3)
  })
})

describe('an inclusion proof', () => {
  test('is that of RFC 6962 §2.1.1, and verifies', () => {
    fc.assert(
      fc.property(sizeAndIndex, ([size, index]) => {
        const data = dataOf(size)
        const made = inclusionProof(treeOf(data), index, size)
        expect(hex(made)).toEqual(hex(path(index, data)))
        const leaf = leafHash(data[index] ?? new Uint8Array(0), sha256)
        expect(verifyInclusion({ leafHash: leaf, index, size, proof: made, root: mth(data) }, sha256)).toBe(
          true,
        )
      }),
    )
  })

  test('does not verify for another leaf, index, size, root or proof', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.nat(), ([size, index], pick) => {
        const data = dataOf(size)
        const made = inclusionProof(treeOf(data), index, size)
        const leaf = leafHash(data[index] ?? new Uint8Array(0), sha256)
        const claim = { leafHash: leaf, index, size, proof: made, root: mth(data) }
        const holds = (change: Partial<typeof claim>): boolean =>
          verifyInclusion({ ...claim, ...change }, sha256)
        expect(holds({ leafHash: flipped(leaf, pick) })).toBe(false)
        expect(holds({ root: flipped(claim.root, pick) })).toBe(false)
        expect(holds({ proof: [...made, leaf] })).toBe(false)
        if (size > 1) {
          expect(holds({ index: (index + 1) % size })).toBe(false)
          expect(holds({ proof: made.slice(1) })).toBe(false)
          expect(holds({ proof: made.with(pick % made.length, flipped(leaf, 0)) })).toBe(false)
        }
        expect(holds({ index: size })).toBe(false)
        expect(holds({ index: -1 })).toBe(false)
        expect(holds({ index: 0.5 })).toBe(false)
        expect(holds({ size: Number.POSITIVE_INFINITY })).toBe(false)
      }),
    )
  })

  test('does not exist for a leaf beyond the tree', () => {
    expect(() => inclusionProof(treeOf(dataOf(3)), 3, 3)).toThrow(RangeError)
    expect(() => inclusionProof(treeOf(dataOf(3)), 0, 4)).toThrow(RangeError)
  })
})

describe('a consistency proof', () => {
  test('is that of RFC 6962 §2.1.2, and verifies', () => {
    fc.assert(
      fc.property(twoSizes, ([oldSize, newSize]) => {
        const data = dataOf(newSize)
        const made = consistencyProof(treeOf(data), oldSize, newSize)
        if (oldSize > 0) expect(hex(made)).toEqual(hex(proof(oldSize, data)))
        const claim = {
          oldSize,
          oldRoot: mth(data.slice(0, oldSize)),
          newSize,
          newRoot: mth(data),
          proof: made,
        }
        expect(verifyConsistency(claim, sha256)).toBe(true)
      }),
    )
  })

  test('does not verify for other sizes, roots or proofs', () => {
    fc.assert(
      fc.property(twoSizes, fc.nat(), ([oldSize, newSize], pick) => {
        const data = dataOf(newSize)
        const made = consistencyProof(treeOf(data), oldSize, newSize)
        const claim = {
          oldSize,
          oldRoot: mth(data.slice(0, oldSize)),
          newSize,
          newRoot: mth(data),
          proof: made,
        }
        const holds = (change: Partial<typeof claim>): boolean =>
          verifyConsistency({ ...claim, ...change }, sha256)
        expect(holds({ oldRoot: flipped(claim.oldRoot, pick) })).toBe(false)
        if (oldSize > 0) expect(holds({ newRoot: flipped(claim.newRoot, pick) })).toBe(false)
        expect(holds({ proof: [...made, claim.newRoot] })).toBe(false)
        expect(holds({ oldSize: newSize + 1 })).toBe(false)
        if (made.length > 0) {
          expect(holds({ proof: made.slice(1) })).toBe(false)
          expect(holds({ proof: made.slice(0, -1) })).toBe(false)
          expect(holds({ proof: made.with(pick % made.length, flipped(emptyRoot(sha256), 0)) })).toBe(false)
        }
      }),
    )
  })

  test('does not exist from a larger tree to a smaller one', () => {
    expect(() => consistencyProof(treeOf(dataOf(3)), 3, 2)).toThrow(RangeError)
  })
})

function flipped(bytes: Uint8Array, pick: number): Uint8Array {
  const copy = new Uint8Array(bytes)
  const at = pick % copy.length
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
