import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from '#kernel/bytes.ts'
import { commit } from './commitment.ts'
import { appendLeaf, EMPTY_FRONTIER, frontierRoot } from './frontier.ts'
import { leafHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import { type LogSecretKeys, logPublicKeys, nodeVerify } from './node-signatures.ts'
import { nodeSha256 as sha256 } from './node-sha256.ts'
import { type NoteVerifier, parseNote, verifyNote } from './note.ts'
import { noteKeyFromText, noteKeyToText, noteVerifier } from './note-keys.ts'
import { entriesPath, parseTilePath, tilePath, tilesOf } from './tiles.ts'
import { type StoredLeaf, verifyLog } from './verify-log.ts'

// The vectors of spec/ledger.md: what any implementation must do with these bytes.
const FOLDER = new URL('../../spec/vectors/ledger/', import.meta.url)
const read = (name: string) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))

const verifierOf = (text: string): NoteVerifier => {
  const key = noteKeyFromText(text, sha256)
  if (!key.ok) throw new Error(key.refusal.kind)
  return noteVerifier(key.value, { verify: nodeVerify(), sha256 })
}

test('every file of vectors is run here', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual([
    'consistency.json',
    'inclusion.json',
    'leaves.json',
    'logs.json',
    'notes.json',
    'tiles.json',
  ])
})

test('entries and salts give their commitments, leaf hashes and roots', () => {
  type Leaf = Readonly<Record<'salt' | 'entry' | 'commitment' | 'leafHash' | 'rootUpToHere', string>>
  let frontier = EMPTY_FRONTIER
  const leaves: readonly Leaf[] = read('leaves.json')
  for (const leaf of leaves) {
    const commitment = commit(fromHex(leaf.salt), fromHex(leaf.entry), sha256)
    const hash = leafHash(commitment, sha256)
    frontier = appendLeaf(frontier, hash, sha256)
    const found = {
      commitment: toHex(commitment),
      leafHash: toHex(hash),
      rootUpToHere: toHex(frontierRoot(frontier, sha256)),
    }
    expect(found).toEqual({
      commitment: leaf.commitment,
      leafHash: leaf.leafHash,
      rootUpToHere: leaf.rootUpToHere,
    })
  }
})

describe('a proof', () => {
  interface Inclusion {
    readonly index: number
    readonly size: number
    readonly leafHash: string
    readonly root: string
    readonly proof: readonly string[]
  }
  const inclusion: Record<'valid' | 'invalid', readonly Inclusion[]> = read('inclusion.json')
  const includes = ({ index, size, ...claim }: Inclusion): boolean =>
    verifyInclusion(
      {
        index,
        size,
        leafHash: fromHex(claim.leafHash),
        root: fromHex(claim.root),
        proof: claim.proof.map(fromHex),
      },
      sha256,
    )
  test.each(inclusion.valid)('of leaf $index in $size holds', (claim) => expect(includes(claim)).toBe(true))
  test.each(inclusion.invalid)('of inclusion with $description does not', (claim) =>
    expect(includes(claim)).toBe(false),
  )

  interface Consistency {
    readonly oldSize: number
    readonly newSize: number
    readonly oldRoot: string
    readonly newRoot: string
    readonly proof: readonly string[]
  }
  const consistency: Record<'valid' | 'invalid', readonly Consistency[]> = read('consistency.json')
  const agrees = ({ oldSize, newSize, ...claim }: Consistency): boolean => {
    const [oldRoot, newRoot] = [fromHex(claim.oldRoot), fromHex(claim.newRoot)]
    return verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof: claim.proof.map(fromHex) }, sha256)
  }
  test.each(consistency.valid)('from $oldSize to $newSize holds', (claim) => expect(agrees(claim)).toBe(true))
  test.each(consistency.invalid)('of consistency with $description does not', (claim) =>
    expect(agrees(claim)).toBe(false),
  )
})

describe('a tile', () => {
  interface TileFile {
    readonly paths: readonly {
      readonly path: string
      readonly level: number | 'entries'
      readonly index: number
      readonly width: number
    }[]
    readonly invalidPaths: readonly string[]
    readonly trees: readonly { readonly size: number; readonly paths: readonly string[] }[]
  }
  const file: TileFile = read('tiles.json')
  test.each(file.paths)('is found at $path', ({ path, level, index, width }) => {
    expect(parseTilePath(path)).toEqual({ ok: true, value: { level, index, width } })
    expect(level === 'entries' ? entriesPath({ index, width }) : tilePath({ level, index, width })).toBe(path)
  })
  test.each(file.invalidPaths)('is not found at %s', (path) => expect(parseTilePath(path).ok).toBe(false))
  test.each(file.trees)('belongs to a tree of $size', ({ size, paths }) => {
    expect(tilesOf(size).map(tilePath)).toEqual(paths)
  })
})

describe('a note', () => {
  interface NoteVector {
    readonly description: string
    readonly note: string
    /** Names of key pairs. */
    readonly keys: readonly string[]
  }
  interface NoteFile {
    readonly keys: Readonly<
      Record<string, { readonly secrets: LogSecretKeys; readonly texts: readonly string[] }>
    >
    readonly valid: readonly (NoteVector & { readonly verified: number })[]
    readonly invalid: readonly (NoteVector & { readonly refusal: object })[]
  }
  const file: NoteFile = read('notes.json')

  const verify = ({ note, keys }: NoteVector) => {
    const parsed = parseNote(note)
    const verifiers = keys.flatMap((name) => file.keys[name]?.texts ?? []).map(verifierOf)
    return parsed.ok ? verifyNote(parsed.value, verifiers) : parsed
  }
  test.each(file.valid)('verifies: $description', (vector) => {
    const found = verify(vector)
    expect(found.ok && found.value.length).toBe(vector.verified)
  })
  test.each(file.invalid)('is refused: $description', (vector) => {
    expect(verify(vector)).toEqual({ ok: false, refusal: vector.refusal })
  })
  test.each(Object.values(file.keys))('has keys whose secrets give their texts', ({ secrets, texts }) => {
    const name = texts[0]?.split('+')[0] ?? ''
    expect(logPublicKeys(name, secrets).map((key) => noteKeyToText(key, sha256))).toEqual(texts)
  })
})

describe('a log', () => {
  interface Leaf {
    readonly index: number
    readonly salt: string | null
    readonly entry: string | null
    readonly commitment: string
    readonly leafHash: string
  }
  /** The leaves of the file, changed as these say. */
  interface LogVector {
    readonly description: string
    readonly replaced: readonly Leaf[]
    readonly removed: readonly number[]
    readonly appended: readonly Leaf[]
    /** Names of notes. */
    readonly checkpoints: readonly string[]
  }
  interface ValidLog extends LogVector {
    readonly size: number
    readonly signedSize: number
    readonly root: string
    readonly erasedLeaves: number
  }
  interface LogFile {
    readonly origin: string
    readonly log: readonly string[]
    readonly witnesses: readonly string[]
    readonly notes: Readonly<Record<string, string>>
    readonly leaves: readonly Leaf[]
    readonly valid: readonly ValidLog[]
    readonly invalid: readonly (LogVector & { readonly findings: readonly object[] })[]
  }
  const file: LogFile = read('logs.json')
  const bytesOf = (text: string | null): Uint8Array | undefined => (text === null ? undefined : fromHex(text))
  const storedLeaf = ({ index, salt, entry, commitment, leafHash: hash }: Leaf): StoredLeaf => ({
    index,
    salt: bytesOf(salt),
    entry: bytesOf(entry),
    commitment: fromHex(commitment),
    leafHash: fromHex(hash),
  })

  const verify = ({ replaced, removed, appended, checkpoints }: LogVector) => {
    const kept = file.leaves.filter(({ index }) => !removed.includes(index))
    const changed = kept.map((leaf) => replaced.find(({ index }) => index === leaf.index) ?? leaf)
    return verifyLog({
      origin: file.origin,
      leaves: [...changed, ...appended].map(storedLeaf),
      checkpoints: checkpoints.map((name) => file.notes[name] ?? ''),
      verifiers: file.log.map(verifierOf),
      witnesses: file.witnesses.map(verifierOf),
      sha256,
    })
  }

  test.each(file.valid)('is proven: $description', (log) => {
    const verdict = verify(log)
    const { size, signedSize, root, erasedLeaves } = log
    expect(verdict.ok && { ...verdict, root: toHex(verdict.root) }).toEqual({
      ok: true,
      size,
      signedSize,
      root,
      erasedLeaves,
    })
  })
  test.each(file.invalid)('is not: $description', (log) => {
    expect(verify(log)).toEqual({ ok: false, findings: log.findings, more: 0 })
  })
})
