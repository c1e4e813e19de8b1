import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex, utf8 } from '#kernel/bytes.ts'
import { hashSourceOf, inclusionProof, leafHash, merkleRoot, treeRoot } from './merkle.ts'
import { nodeSha256 as sha256 } from './node-sha256.ts'
import {
  entriesPath,
  entryBundle,
  parseEntryBundle,
  parseTilePath,
  tileBytes,
  tileHashSource,
  tileLeaves,
  tilePath,
  tilesOf,
  tilesSince,
} from './tiles.ts'

const leavesOf = (size: number): readonly Uint8Array[] =>
  Array.from({ length: size }, (_, at) => leafHash(utf8(String(at)), sha256))

describe('the path of a tile', () => {
  test.each([
    ['tile/0/x001/x234/067', { level: 0, index: 1234067, width: 256 }],
    ['tile/0/x001/234', { level: 0, index: 1234, width: 256 }],
    ['tile/1/000.p/17', { level: 1, index: 0, width: 17 }],
    ['tile/63/999.p/255', { level: 63, index: 999, width: 255 }],
    ['tile/0/x001/000', { level: 0, index: 1000, width: 256 }],
  ])('%s is that of the C2SP form', (path, tile) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual({ ok: true, value: tile })
  })

  test('of entries has no level', () => {
    expect(entriesPath({ index: 1234067, width: 3 })).toBe('tile/entries/x001/x234/067.p/3')
    expect(parseTilePath('tile/entries/000')).toEqual({
      ok: true,
      value: { level: 'entries', index: 0, width: 256 },
    })
  })

  test.each([
    '',
    'tile/0/0',
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/x001/x002',
    'tile/-1/000',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/../000',
    'tile/other/000',
  ])('%j is refused', (path) => {
    expect(parseTilePath(path)).toEqual({ ok: false, refusal: { kind: 'ledger/malformed-tile' } })
  })

  test('reads back for any tile', () => {
    fc.assert(
      fc.property(fc.nat(63), fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        expect(parseTilePath(tilePath({ level, index, width }))).toEqual({
          ok: true,
          value: { level, index, width },
        })
      }),
    )
  })
})

describe('the tiles of a tree', () => {
  test('of 70,000 leaves are those of the example in C2SP tlog-tiles', () => {
    const tiles = tilesOf(70_000)
    const at = (level: number, full: boolean) =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === full)
    expect([at(0, true).length, at(1, true).length, at(2, true).length]).toEqual([273, 1, 0])
    expect([at(0, false), at(1, false), at(2, false)].map((each) => each.map((tile) => tile.width))).toEqual([
      [112],
      [17],
      [1],
    ])
  })

  test('of 256 leaves are a full one and a partial one above it', () => {
    expect(tilesOf(256).map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
    expect(tilesOf(0)).toEqual([])
  })

  test('that are new since an older tree complete those it had', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(1000), (oldSize, more) => {
        const paths = new Set([...tilesOf(oldSize), ...tilesSince(oldSize, oldSize + more)].map(tilePath))
        expect(tilesOf(oldSize + more).filter((tile) => !paths.has(tilePath(tile)))).toEqual([])
        const known = new Set(tilesOf(oldSize).map(tilePath))
        expect(tilesSince(oldSize, oldSize + more).filter((tile) => known.has(tilePath(tile)))).toEqual([])
      }),
    )
  })

  test('cover the leaves that their coordinates say', () => {
    expect(tileLeaves({ level: 1, index: 2, width: 256 })).toEqual({ start: 131_072, each: 256 })
  })

  test('hold all that roots and proofs need', () => {
    const size = 70_000
    const leaves = leavesOf(size)
    const source = hashSourceOf(leaves, sha256)
    const stored = new Map(
      tilesOf(size).map((tile) => [`${tile.level}/${tile.index}`, tileBytes(tile, source)]),
    )
    const read = (level: number, index: number): Uint8Array =>
      stored.get(`${level}/${index}`) ?? new Uint8Array(0)
    const fromTiles = { source: tileHashSource(read, sha256), sha256 }
    expect(toHex(treeRoot(fromTiles.source, size, sha256))).toBe(toHex(merkleRoot(leaves, sha256)))
    for (const index of [0, 255, 256, 65_535, 65_536, 69_999]) {
      const expected = inclusionProof({ source, sha256 }, index, size).map(toHex)
      expect(inclusionProof(fromTiles, index, size).map(toHex)).toEqual(expected)
    }
    expect(() => treeRoot(fromTiles.source, size + 1, sha256)).toThrow(RangeError)
  })
})

describe('an entry bundle', () => {
  test('reads back, and has the form of the specification', () => {
    const commitments = leavesOf(3)
    const bundle = entryBundle(commitments)
    expect(bundle.length).toBe(3 * 34)
    expect([...bundle.subarray(0, 2)]).toEqual([0, 32])
    const found = parseEntryBundle(bundle)
    expect(found.ok && found.value.map(toHex)).toEqual(commitments.map(toHex))
  })

  test.each([1, 33, 35, 34 * 257])('of %i bytes is refused', (length) => {
    expect(parseEntryBundle(new Uint8Array(length)).ok).toBe(false)
  })

  test('with entries of another length is refused', () => {
    const bundle = entryBundle(leavesOf(1))
    bundle[1] = 31
    expect(parseEntryBundle(bundle).ok).toBe(false)
  })
})
