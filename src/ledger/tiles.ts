import { concatBytes } from '#kernel/bytes.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { COMMITMENT_BYTES } from './commitment.ts'
import { type HashSource, nodeHash, type Sha256 } from './merkle.ts'

/*
 * C2SP tlog-tiles: the tree cut into tiles of up to 256 hashes, eight levels high, each a file that never changes.
 */

export const TILE_WIDTH = 256

export interface TileCoordinates {
  /** 0 for leaf hashes; each hash of level l + 1 is the root of a full tile of level l. */
  readonly level: number
  readonly index: number
  /** How many hashes it holds: 256, or 1 to 255 of a partial tile at the right edge. */
  readonly width: number
}

export interface TileRefusal {
  readonly kind: 'ledger/malformed-tile'
}

/** `tile/0/x001/234`, `tile/1/000.p/17`. */
export function tilePath({ level, index, width }: TileCoordinates): string {
  return `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** The path of the entries under a tile of level 0: `tile/entries/x001/234`. */
export function entriesPath({ index, width }: Omit<TileCoordinates, 'level'>): string {
  return `tile/entries/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** Reads either path; `level` is `'entries'` for entries. */
export function parseTilePath(
  path: string,
): Result<
  { readonly level: number | 'entries'; readonly index: number; readonly width: number },
  TileRefusal
> {
  // attacker-controlled: path
  const [, levelText, indexText = '', widthText] = PATH.exec(path) ?? []
  const level = levelText === 'entries' ? 'entries' : Number(levelText)
  const index = Number(indexText.replaceAll(/[x/]/g, ''))
  const width = widthText === undefined ? TILE_WIDTH : Number(widthText)
  // One path for a tile: no superfluous zero elements.
  const isOne = levelText !== undefined && Number.isSafeInteger(index) && indexPath(index) === indexText
  const inRange = (widthText === undefined || width < TILE_WIDTH) && (level === 'entries' || level <= 63)
  return isOne && inRange ? ok({ level, index, width }) : refuse({ kind: 'ledger/malformed-tile' })
}

/** Every tile of a tree: full ones, then the partial one of each level, from level 0 up. */
export function tilesOf(size: number): readonly TileCoordinates[] {
  return tilesSince(0, size)
}

/** The tiles that a tree of `size` has and a tree of `oldSize` had not: those to write after appending. */
export function tilesSince(oldSize: number, size: number): readonly TileCoordinates[] {
  const tiles: TileCoordinates[] = []
  let before = oldSize
  let now = size
  for (let level = 0; now > 0; level++) {
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < now; index++) {
      const width = Math.min(TILE_WIDTH, now - index * TILE_WIDTH)
      if (index * TILE_WIDTH + width > before) tiles.push({ level, index, width })
    }
    before = Math.floor(before / TILE_WIDTH)
    now = Math.floor(now / TILE_WIDTH)
  }
  return tiles
}

/** The first leaf that each hash of a tile covers, and how many leaves: hash i covers `start + i·each` onwards. */
export function tileLeaves({ level, index }: TileCoordinates): {
  readonly start: number
  readonly each: number
} {
  const each = TILE_WIDTH ** level
  return { start: index * TILE_WIDTH * each, each }
}

/** The bytes of a tile: its hashes, one after another. */
export function tileBytes(
  { level, index, width }: TileCoordinates,
  source: HashSource,
): Uint8Array<ArrayBuffer> {
  return concatBytes(...Array.from({ length: width }, (_, at) => source(level * 8, index * TILE_WIDTH + at)))
}

/**
 * Subtree hashes out of tiles. `readTile` gives the bytes of a tile, full or partial, by level and index; levels
 * between tiles are hashed anew. Throws `RangeError` when a tile does not hold the subtree.
 */
export function tileHashSource(
  readTile: (level: number, index: number) => Uint8Array,
  sha256: Sha256,
): HashSource {
  const subtree: HashSource = (level, index) => {
    if (level % 8 !== 0)
      return nodeHash(subtree(level - 1, index * 2), subtree(level - 1, index * 2 + 1), sha256)
    const tile = readTile(level / 8, Math.floor(index / TILE_WIDTH))
    const at = (index % TILE_WIDTH) * 32
    if (at + 32 > tile.length) throw new RangeError('the tile holds no such subtree')
    return tile.subarray(at, at + 32)
  }
  return subtree
}

/** An entry bundle: each leaf's data (a commitment of 32 bytes) after its length in two bytes, big-endian. */
export function entryBundle(commitments: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatBytes(
    ...commitments.flatMap((data) => [Uint8Array.of(data.length >> 8, data.length & 0xff), data]),
  )
}

export function parseEntryBundle(bundle: Uint8Array): Result<readonly Uint8Array[], TileRefusal> {
  // attacker-controlled: bundle
  const step = 2 + COMMITMENT_BYTES
  const malformed = refuse({ kind: 'ledger/malformed-tile' } as const)
  if (bundle.length % step !== 0 || bundle.length > TILE_WIDTH * step) return malformed
  const commitments: Uint8Array[] = []
  for (let at = 0; at < bundle.length; at += step) {
    if (bundle[at] !== 0 || bundle[at + 1] !== COMMITMENT_BYTES) return malformed
    commitments.push(bundle.slice(at + 2, at + step))
  }
  return ok(commitments)
}

const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/){0,6}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

// 1234067 is x001/x234/067.
function indexPath(index: number): string {
  const digits = String(index)
  const parts = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? []
  return parts.map((part, at) => (at === parts.length - 1 ? part : `x${part}`)).join('/')
}
