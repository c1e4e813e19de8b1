import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromUtf8, toBase64, toHex, utf8 } from '#kernel/bytes.ts'
import { checkpointText } from './checkpoint.ts'
import { commit } from './commitment.ts'
import { leafHash, merkleRoot } from './merkle.ts'
import { logPublicKeys, nodeSign, nodeVerify } from './node-signatures.ts'
import { nodeSha256 as sha256 } from './node-sha256.ts'
import { cosignNote, parseNote, signNote } from './note.ts'
import { noteSigner, noteVerifier } from './note-keys.ts'
import { type LogToVerify, type StoredLeaf, verifyLog } from './verify-log.ts'

const ORIGIN = 'demo/MA/acts'
const keysOf = (name: string, fill: number) => {
  const seed = toBase64(new Uint8Array(32).fill(fill))
  const secrets = { ed25519: seed, mldsa44: seed }
  const publicKeys = logPublicKeys(name, secrets)
  const context = { sign: nodeSign(secrets), sha256, timeSeconds: 1_800_000_000 }
  return {
    signers: publicKeys.map((key) => noteSigner(key, context)),
    verifiers: publicKeys.map((key) => noteVerifier(key, { verify: nodeVerify(), sha256 })),
  }
}
const LOG = keysOf(ORIGIN, 1)
const WITNESS = keysOf('demo/KE/witness', 2)

function aLeaf(index: number): StoredLeaf {
  const salt = new Uint8Array(16).fill(index + 1)
  const entry = utf8(`entry ${index}`)
  const commitment = commit(salt, entry, sha256)
  return { index, salt, entry, commitment, leafHash: leafHash(commitment, sha256) }
}

const leavesOf = (size: number): StoredLeaf[] => Array.from({ length: size }, (_, index) => aLeaf(index))

function checkpointAt(size: number, leaves: readonly StoredLeaf[] = leavesOf(size), origin = ORIGIN): string {
  const root = merkleRoot(
    leaves.slice(0, size).map((leaf) => leaf.leafHash),
    sha256,
  )
  const signed = parseNote(signNote(checkpointText({ origin, size, root }), LOG.signers))
  return signed.ok ? cosignNote(signed.value, WITNESS.signers) : ''
}

const CHECKPOINTS = [3, 7, 7, 12].map((size) => checkpointAt(size))
const aLog = (change: Partial<LogToVerify> = {}): LogToVerify => ({
  origin: ORIGIN,
  leaves: leavesOf(13),
  checkpoints: CHECKPOINTS,
  verifiers: LOG.verifiers,
  witnesses: WITNESS.verifiers,
  sha256,
  ...change,
})

function findingsOf(change: Partial<LogToVerify>): readonly unknown[] {
  const verdict = verifyLog(aLog(change))
  return verdict.ok ? [] : verdict.findings
}

/** The log with leaf 5 changed. */
function withLeaf5(change: (leaf: StoredLeaf) => StoredLeaf): Partial<LogToVerify> {
  return { leaves: leavesOf(13).map((leaf) => (leaf.index === 5 ? change(leaf) : leaf)) }
}

describe('a log as it was written', () => {
  test('is proven up to its last checkpoint', () => {
    const root = toHex(
      merkleRoot(
        leavesOf(13).map((leaf) => leaf.leafHash),
        sha256,
      ),
    )
    const verdict = verifyLog(aLog())
    expect(verdict.ok && { ...verdict, root: toHex(verdict.root) }).toEqual({
      ok: true,
      size: 13,
      root,
      signedSize: 12,
      erasedLeaves: 0,
    })
  })

  test('is proven when entries were erased with their salts', () => {
    const erased = withLeaf5((leaf) => ({ ...leaf, salt: undefined, entry: undefined }))
    expect(verifyLog(aLog(erased))).toMatchObject({ ok: true, erasedLeaves: 1 })
  })

  test('is proven when it is empty, with a checkpoint of nothing or none', () => {
    expect(verifyLog(aLog({ leaves: [], checkpoints: [] })).ok).toBe(true)
    expect(verifyLog(aLog({ leaves: [], checkpoints: [checkpointAt(0)] })).ok).toBe(true)
  })

  test('proves nothing without a checkpoint', () => {
    expect(findingsOf({ checkpoints: [] })).toEqual([{ kind: 'ledger/no-checkpoint', leaves: 13 }])
  })
})

describe('a change of one leaf is pinned to its index', () => {
  test.each<[string, string, (leaf: StoredLeaf) => StoredLeaf]>([
    ['entry', 'ledger/entry-changed', (leaf) => ({ ...leaf, entry: utf8('entry 6') })],
    ['salt', 'ledger/entry-changed', (leaf) => ({ ...leaf, salt: new Uint8Array(16) })],
    [
      'commitment',
      'ledger/commitment-changed',
      (leaf) => ({ ...leaf, commitment: flipped(leaf.commitment, 0) }),
    ],
    ['leaf hash', 'ledger/leaf-hash-changed', (leaf) => ({ ...leaf, leafHash: flipped(leaf.leafHash, 0) })],
    ['salt without the entry', 'ledger/leaf-malformed', (leaf) => ({ ...leaf, salt: undefined })],
    ['short salt', 'ledger/leaf-malformed', (leaf) => ({ ...leaf, salt: new Uint8Array(15) })],
    ['short commitment', 'ledger/leaf-malformed', (leaf) => ({ ...leaf, commitment: new Uint8Array(31) })],
    [
      'commitment of an erased entry',
      'ledger/commitment-changed',
      (leaf) => ({ ...leaf, salt: undefined, entry: undefined, commitment: flipped(leaf.commitment, 0) }),
    ],
  ])('%s', (_, kind, change) => {
    expect(findingsOf(withLeaf5(change))).toEqual([{ kind, index: 5 }])
  })

  test('or, when all of it was rewritten, to the leaves between the last checkpoint that holds and the first that does not', () => {
    const rewritten = withLeaf5(() => ({ ...aLeaf(50), index: 5 }))
    expect(findingsOf(rewritten)).toEqual([
      { kind: 'ledger/root-differs', checkpoint: 1, size: 7, from: 3, through: 6 },
    ])
  })

  test('and two changes in different parts are both reported', () => {
    const leaves = leavesOf(13).map((leaf) =>
      leaf.index === 1 || leaf.index === 9 ? { ...leaf, entry: utf8('other') } : leaf,
    )
    expect(findingsOf({ leaves })).toEqual([1, 9].map((index) => ({ kind: 'ledger/entry-changed', index })))
  })
})

describe('leaves that are not all there', () => {
  test('leave a gap that is named', () => {
    const leaves = leavesOf(13).filter(({ index }) => index !== 4 && index !== 5)
    expect(findingsOf({ leaves })).toEqual([{ kind: 'ledger/leaf-missing', index: 4, through: 5 }])
  })

  test('or come twice, or in another order', () => {
    expect(findingsOf({ leaves: [...leavesOf(13), aLeaf(12)] })).toEqual([
      { kind: 'ledger/leaf-repeated', index: 12 },
    ])
    const swapped = leavesOf(13).with(5, aLeaf(6)).with(6, aLeaf(5))
    expect(findingsOf({ leaves: swapped })).toEqual([
      { kind: 'ledger/leaf-missing', index: 5, through: 5 },
      { kind: 'ledger/leaf-repeated', index: 5 },
    ])
  })

  test('were cut off when a checkpoint signs more of them', () => {
    expect(findingsOf({ leaves: leavesOf(10) })).toEqual([
      { kind: 'ledger/checkpoint-beyond-log', checkpoint: 3, size: 12, leaves: 10 },
    ])
  })
})

describe('a checkpoint', () => {
  const changed = (at: number, text: string) => ({ checkpoints: CHECKPOINTS.with(at, text) })
  const signature = (checkpoint: number, keyName: string, reason: string) => ({
    kind: 'ledger/checkpoint-signature',
    checkpoint,
    keyName,
    reason,
  })

  test('that is none is named', () => {
    expect(findingsOf(changed(1, 'text'))).toEqual([{ kind: 'ledger/checkpoint-unreadable', checkpoint: 1 }])
    expect(findingsOf(changed(1, signNote('a\n', LOG.signers.slice(0, 1))))).toEqual([
      { kind: 'ledger/checkpoint-unreadable', checkpoint: 1 },
    ])
  })

  test('with another size or root has false signatures, of all its keys', () => {
    const text = CHECKPOINTS[1]?.replace('\n7\n', '\n6\n') ?? ''
    expect(findingsOf(changed(1, text))).toEqual(
      [ORIGIN, ORIGIN, 'demo/KE/witness', 'demo/KE/witness'].map((name) => signature(1, name, 'bad')),
    )
  })

  test("without one of the log's own signatures is named", () => {
    const root = merkleRoot(
      leavesOf(7).map((leaf) => leaf.leafHash),
      sha256,
    )
    const text = signNote(checkpointText({ origin: ORIGIN, size: 7, root }), LOG.signers.slice(0, 1))
    expect(findingsOf(changed(1, text))).toEqual([signature(1, ORIGIN, 'missing')])
  })

  test('with a signature of an unknown key is named', () => {
    expect(findingsOf({ witnesses: [], checkpoints: [CHECKPOINTS[3] ?? ''] })).toContainEqual(
      signature(0, 'demo/KE/witness', 'unknown'),
    )
  })

  test('of another log under the same key is named', () => {
    const other = checkpointAt(7, leavesOf(7), 'demo/MA/accesses')
    expect(findingsOf(changed(1, other))).toEqual([
      { kind: 'ledger/checkpoint-of-another-log', checkpoint: 1 },
    ])
  })

  test('that goes back is named, against the largest before it', () => {
    const goesBack = (checkpoint: number, size: number) => ({
      kind: 'ledger/checkpoint-goes-back',
      checkpoint,
      size,
      before: 7,
    })
    expect(findingsOf(changed(2, checkpointAt(5)))).toEqual([goesBack(2, 5)])
    const twice = [7, 3, 5, 12].map((size) => checkpointAt(size))
    expect(findingsOf({ checkpoints: twice })).toEqual([goesBack(1, 3), goesBack(2, 5)])
  })

  test('truly signed over another tree is named: a split view', () => {
    const fork = leavesOf(7).with(6, { ...aLeaf(60), index: 6 })
    const found = (checkpoint: number) => [{ kind: 'ledger/split-view', checkpoint, size: 7 }]
    expect(findingsOf(changed(2, checkpointAt(7, fork)))).toEqual(found(2))
    expect(findingsOf({ checkpoints: [checkpointAt(7, fork), checkpointAt(12)] })).toEqual(found(0))
  })
})

test('one flipped bit anywhere in what is stored is found, and where', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(
      fc.nat(12),
      fc.constantFrom('salt', 'entry', 'commitment', 'leafHash'),
      fc.nat(),
      (index, part, pick) => {
        const leaves = leavesOf(13).map((leaf) =>
          leaf.index === index ? { ...leaf, [part]: flipped(leaf[part] ?? new Uint8Array(1), pick) } : leaf,
        )
        const verdict = verifyLog(aLog({ leaves, checkpoints: CHECKPOINTS.slice(-1) }))
        expect(verdict.ok ? [] : verdict.findings).toMatchObject([{ index }])
      },
    ),
  )
  fc.assert(
    fc.property(fc.nat(3), fc.nat(), (checkpoint, pick) => {
      const bytes = flipped(utf8(CHECKPOINTS[checkpoint] ?? ''), pick)
      const text = fromUtf8OrReplaced(bytes)
      const verdict = verifyLog(aLog({ checkpoints: CHECKPOINTS.with(checkpoint, text) }))
      expect(verdict.ok ? undefined : verdict.findings[0]).toMatchObject({ checkpoint })
    }),
    { numRuns: 300 },
  )
})

test('a log that is all wrong gives a thousand findings and the number of the others', () => {
  const leaves = Array.from({ length: 1500 }, (_, index) => ({ ...aLeaf(0), index, entry: utf8('x') }))
  const verdict = verifyLog(aLog({ leaves, checkpoints: [] }))
  expect(verdict.ok ? 0 : [verdict.findings.length, verdict.more]).toEqual([1000, 501])
})

function fromUtf8OrReplaced(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

function flipped(bytes: Uint8Array, pick: number): Uint8Array {
  const copy = new Uint8Array(bytes)
  const at = pick % copy.length
  copy[at] = (copy[at] ?? 0) ^ (1 << (pick % 8))
  return copy
}
