import { equalBytes } from '#kernel/bytes.ts'
import { type Checkpoint, parseCheckpointText } from './checkpoint.ts'
import { COMMITMENT_BYTES, commit, SALT_BYTES } from './commitment.ts'
import { appendLeaf, EMPTY_FRONTIER, frontierRoot } from './frontier.ts'
import { collectFindings, type Findings, type LogFinding } from './log-finding.ts'
import { leafHash, type Sha256 } from './merkle.ts'
import { type Note, type NoteVerifier, noteVerifierOf, parseNote } from './note.ts'

/** One leaf as the store has it. Commitment and leaf hash are both stored, so that a change is pinned to its leaf. */
export interface StoredLeaf {
  readonly index: number
  /** 16 bytes; `undefined` once it was erased with the entry. */
  readonly salt: Uint8Array | undefined
  /** The bytes that the leaf commits to; `undefined` once they were erased. */
  readonly entry: Uint8Array | undefined
  readonly commitment: Uint8Array
  readonly leafHash: Uint8Array
}

export interface SignedLog {
  readonly origin: string
  /** Signed checkpoints, oldest first. */
  readonly checkpoints: readonly string[]
  /** The log's own keys: each must have signed every checkpoint. */
  readonly verifiers: readonly NoteVerifier[]
  /** Keys that may have cosigned. A signature of any other key is a finding: pass all that were ever in force. */
  readonly witnesses?: readonly NoteVerifier[]
  readonly sha256: Sha256
}

export interface LogToVerify extends SignedLog {
  /** In the order of their indexes. */
  readonly leaves: Iterable<StoredLeaf>
}

export type LogVerdict =
  | {
      readonly ok: true
      readonly size: number
      readonly root: Uint8Array
      /** The leaves under the last checkpoint; those after it await the next one. */
      readonly signedSize: number
      readonly erasedLeaves: number
    }
  | { readonly ok: false; readonly findings: readonly LogFinding[]; readonly more: number }

/**
 * Proves a whole log: every entry against its leaf, every leaf against every checkpoint, and the signatures, sizes
 * and order of the checkpoints. It does not stop at the first finding.
 */
export function verifyLog(log: LogToVerify): LogVerdict {
  const verification = beginVerification(log)
  for (const leaf of log.leaves) verification.take(leaf)
  return verification.end()
}

/** The same, leaf by leaf: a log of millions, read in pages, needs no more memory than one page. */
export interface LogVerification {
  /** Leaves are taken in the order of their indexes and not kept. */
  readonly take: (leaf: StoredLeaf) => void
  readonly end: () => LogVerdict
}

export function beginVerification(log: SignedLog): LogVerification {
  // attacker-controlled: leaves and checkpoints, by whoever can write to the store
  const findings = collectFindings()
  const heads = readHeads(log, findings)
  const { take, end } = walkLeaves(log.sha256, heads, findings)
  return {
    take,
    end: () => {
      const { size, root, erasedLeaves } = end()
      for (const { checkpoint, size: signed } of heads.filter((head) => head.size > size)) {
        findings.add({ kind: 'ledger/checkpoint-beyond-log', checkpoint, size: signed, leaves: size })
      }
      if (size > 0 && heads.length === 0) findings.add({ kind: 'ledger/no-checkpoint', leaves: size })
      if (findings.listed.length > 0) return { ok: false, findings: findings.listed, more: findings.more() }
      return { ok: true, size, root, signedSize: heads.at(-1)?.size ?? 0, erasedLeaves }
    },
  }
}

/** A checkpoint whose signatures hold. */
interface Head extends Checkpoint {
  readonly checkpoint: number
}

/** Those that may be believed, smallest first. One with a false signature proves nothing, and is a finding. */
function readHeads(log: SignedLog, findings: Findings): readonly Head[] {
  const heads: Head[] = []
  let before = 0
  for (const [checkpoint, text] of log.checkpoints.entries()) {
    const note = parseNote(text)
    const head = note.ok ? parseCheckpointText(note.value.text) : note
    if (!note.ok || !head.ok) {
      findings.add({ kind: 'ledger/checkpoint-unreadable', checkpoint })
      continue
    }
    const wrong = signatureFindings(log, note.value, checkpoint)
    wrong.forEach(findings.add)
    if (wrong.length > 0) continue
    const { origin, size } = head.value
    if (origin !== log.origin) {
      findings.add({ kind: 'ledger/checkpoint-of-another-log', checkpoint })
      continue
    }
    if (size < before) findings.add({ kind: 'ledger/checkpoint-goes-back', checkpoint, size, before })
    before = Math.max(before, size)
    heads.push({ ...head.value, checkpoint })
  }
  return heads.toSorted((a, b) => a.size - b.size)
}

function signatureFindings(log: SignedLog, note: Note, checkpoint: number): readonly LogFinding[] {
  const kind = 'ledger/checkpoint-signature'
  const known = [...log.verifiers, ...(log.witnesses ?? [])]
  const signed = new Set<NoteVerifier>()
  const wrong: LogFinding[] = []
  for (const signature of note.signatures) {
    const { keyName } = signature
    const verifier = noteVerifierOf(signature, known)
    if (verifier === undefined) {
      wrong.push({ kind, checkpoint, keyName, reason: 'unknown' })
      continue
    }
    if (!verifier.verify(note.text, signature.bytes)) wrong.push({ kind, checkpoint, keyName, reason: 'bad' })
    signed.add(verifier)
  }
  for (const verifier of log.verifiers) {
    if (!signed.has(verifier)) wrong.push({ kind, checkpoint, keyName: verifier.keyName, reason: 'missing' })
  }
  return wrong
}

interface Walk {
  readonly take: (leaf: StoredLeaf) => void
  readonly end: () => { readonly size: number; readonly root: Uint8Array; readonly erasedLeaves: number }
}

function walkLeaves(sha256: Sha256, heads: readonly Head[], findings: Findings): Walk {
  const roots = rootComparison(heads, findings)
  let frontier = EMPTY_FRONTIER
  let next = 0
  let erasedLeaves = 0
  // Once a leaf is missing no later root can be made; the leaves themselves are still examined.
  let whole = true
  roots.at(0, () => frontierRoot(EMPTY_FRONTIER, sha256))
  return {
    take: (leaf) => {
      if (leaf.index < next) {
        findings.add({ kind: 'ledger/leaf-repeated', index: leaf.index })
        return
      }
      if (leaf.index > next) {
        findings.add({ kind: 'ledger/leaf-missing', index: next, through: leaf.index - 1 })
        whole = false
      }
      next = leaf.index + 1
      const { hash, wrong } = examineLeaf(leaf, sha256)
      if (wrong !== undefined) findings.add(wrong)
      if (leaf.entry === undefined) erasedLeaves++
      if (!whole) return
      frontier = appendLeaf(frontier, hash, sha256)
      roots.at(next, () => frontierRoot(frontier, sha256))
    },
    end: () => {
      roots.end()
      return { size: next, root: frontierRoot(frontier, sha256), erasedLeaves }
    },
  }
}

interface RootComparison {
  /** Compares the root with those that were signed at this size. */
  readonly at: (size: number, rootOf: () => Uint8Array) => void
  readonly end: () => void
}

/**
 * Compares roots at the sizes that were signed.
 *
 * One changed leaf makes all later roots differ, so of the differing ones at the end only the first is reported.
 * But where a later signed root holds, the leaves are proven, and the one that differs was signed over other leaves.
 */
function rootComparison(heads: readonly Head[], findings: Findings): RootComparison {
  let next = 0
  let proven = 0
  let differing: Head[] = []
  return {
    at: (size, rootOf) => {
      if (heads[next]?.size !== size) return
      const root = rootOf()
      let isProven = false
      for (let head = heads[next]; head?.size === size; head = heads[++next]) {
        if (equalBytes(head.root, root)) isProven = true
        else differing.push(head)
      }
      if (!isProven) return
      for (const { checkpoint, size: other } of differing) {
        findings.add({ kind: 'ledger/split-view', checkpoint, size: other })
      }
      proven = size
      differing = []
    },
    end: () => {
      const [first] = differing
      if (first === undefined) return
      const { checkpoint, size } = first
      findings.add({
        kind: 'ledger/root-differs',
        checkpoint,
        size,
        from: proven,
        through: Math.max(0, size - 1),
      })
    },
  }
}

/**
 * The leaf hash to go on with, and what is wrong with the leaf. Where two of entry, commitment and leaf hash agree
 * against the third, the third was changed, and the tree is built from the two.
 */
function examineLeaf(
  leaf: StoredLeaf,
  sha256: Sha256,
): { readonly hash: Uint8Array; readonly wrong?: LogFinding } {
  const { index, salt, entry, commitment, leafHash: stored } = leaf
  const isPair = (salt === undefined) === (entry === undefined)
  if (!isPair || commitment.length !== COMMITMENT_BYTES || (salt?.length ?? SALT_BYTES) !== SALT_BYTES) {
    return { hash: stored, wrong: { kind: 'ledger/leaf-malformed', index } }
  }
  const hashed = leafHash(commitment, sha256)
  const committed = equalBytes(hashed, stored)
  if (salt === undefined || entry === undefined) {
    return committed
      ? { hash: stored }
      : { hash: stored, wrong: { kind: 'ledger/commitment-changed', index } }
  }
  const expected = commit(salt, entry, sha256)
  if (equalBytes(expected, commitment)) {
    return committed ? { hash: stored } : { hash: hashed, wrong: { kind: 'ledger/leaf-hash-changed', index } }
  }
  return {
    hash: stored,
    wrong: { kind: committed ? 'ledger/entry-changed' : 'ledger/commitment-changed', index },
  }
}
