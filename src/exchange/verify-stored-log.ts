import { z } from 'zod'
import type { Finding, LogName, StoreVerdict } from '#desks/ports.ts'
import { fromUtf8, toBase64, utf8 } from '#kernel/bytes.ts'
import { blockCommitment, blockContents } from '#journal/batch-store.ts'
import {
  checkpointMark,
  checkpointsOf,
  leavesFrom,
  logHead,
  type StoredLeaf as LeafRow,
} from '#journal/ledger-store.ts'
import type { Sql } from '#journal/sql.ts'
import { appendLeaf, EMPTY_FRONTIER, type Frontier, frontierToText } from '#ledger/frontier.ts'
import type { LogFinding } from '#ledger/log-finding.ts'
import { nodeSha256 } from '#ledger/node-sha256.ts'
import { logVerifiers } from '#ledger/node-signatures.ts'
import { beginVerification, type LogVerification } from '#ledger/verify-log.ts'
import { committedBytes, parseEnvelopeBytes } from '#seal/envelope.ts'
import { logOrigin } from './make-checkpoint.ts'
import type { NodeContext } from './node-context.ts'

type Checkpoints = Awaited<ReturnType<typeof checkpointsOf>>
const PAGE = 2000

/**
 * Proves one log of this node: leaves, entries, checkpoints, and that all of them are there.
 *
 * The node may be at work meanwhile: its head and its checkpoints are read together, before the leaves, and bound
 * what the leaves are held to; what is logged later may be there, and need not.
 */
export async function verifyStoredLog(
  sql: Sql,
  node: NodeContext,
  log: LogName,
  findings: Finding[],
): Promise<StoreVerdict['logs'][number]> {
  const { head, checkpoints } = await sql.transact(async (tx) => ({
    head: await logHead(tx, log),
    checkpoints: await checkpointsOf(tx, log),
  }))
  const signedSize = checkpoints.at(-1)?.size ?? 0
  const verification = beginVerification({
    origin: logOrigin(node.charter().network, node.self.id, log),
    checkpoints: checkpoints.map((checkpoint) => checkpoint.note),
    verifiers: logVerifiers(logOrigin(node.charter().network, node.self.id, log), node.self.keys.log),
    sha256: nodeSha256,
  })
  const { size, tree } = await takeLeaves(sql, node, log, { findings, signedSize, verification })
  verifyCheckpointRows(node, log, checkpoints, findings)
  const laterSize = (await logHead(sql, log))?.size ?? 0
  if (head === undefined || size < head.size || size > laterSize) {
    findings.push({ where: `${log}: leaf ${size}`, what: 'ledger/log-ends-elsewhere' })
  }
  // The end of a log can be cut off with its checkpoints, but not without its head.
  const isWhole = tree.size === signedSize
  const isHeadTrue = isWhole
    ? head?.tree === frontierToText(tree)
    : Number(head?.tree.split(' ')[0]) === signedSize
  if (!isHeadTrue) {
    findings.push({ where: `${log}: checkpoint at ${signedSize}`, what: 'ledger/last-checkpoint-elsewhere' })
  }

  const verdict = verification.end()
  if (verdict.ok)
    return { name: log, size: verdict.size, root: toBase64(verdict.root), checkpoints: checkpoints.length }
  for (const finding of verdict.findings)
    findings.push({ where: placeOf(log, finding, checkpoints), what: finding.kind })
  if (verdict.more > 0) findings.push({ where: log, what: `and ${verdict.more} more` })
  return { name: log, size, root: '', checkpoints: checkpoints.length }
}

interface Taking {
  readonly findings: Finding[]
  readonly signedSize: number
  readonly verification: LogVerification
}

/** Reads the leaves a page at a time and keeps none: a log of millions needs no more memory than a page. */
async function takeLeaves(
  sql: Sql,
  node: NodeContext,
  log: LogName,
  { findings, signedSize, verification }: Taking,
): Promise<{ readonly size: number; readonly tree: Frontier }> {
  let tree = EMPTY_FRONTIER
  for (let from = 0; ; ) {
    const page = await leavesFrom(sql, log, from, PAGE)
    for (const leaf of page) {
      if (!isRowTrue(leaf, log, node.self.id)) {
        findings.push({ where: `${log}: leaf ${leaf.position}`, what: 'ledger/leaf-row-changed' })
      }
      if (log === 'accesses' && !(await isBlockTrue(sql, node, leaf))) {
        findings.push({ where: `${log}: leaf ${leaf.position}`, what: 'ledger/block-changed' })
      }
      if (leaf.position === tree.size && tree.size < signedSize) {
        tree = appendLeaf(tree, leaf.leafHash, nodeSha256)
      }
      verification.take({
        index: leaf.position,
        salt: leaf.salt ?? undefined,
        entry: leaf.entry === null ? undefined : log === 'acts' ? committedOf(leaf.entry) : leaf.entry,
        commitment: leaf.commitment,
        leafHash: leaf.leafHash,
      })
    }
    from = (page.at(-1)?.position ?? from - 1) + 1
    if (page.length < PAGE) return { size: from, tree }
  }
}

const AccessTime = z.object({ at: z.string() })

/** Whether what the leaf's row says beside the hashes is what its act or its entry says. */
function isRowTrue(leaf: LeafRow, log: LogName, self: string): boolean {
  if (log === 'accesses') {
    if (leaf.actId !== null) return false
    if (leaf.entry === null) return true
    const entry = AccessTime.safeParse(jsonOf(leaf.entry))
    return entry.success && entry.data.at === leaf.loggedAt
  }
  const { act } = leaf
  if (act === null || act.issuer !== self || act.appliedAt !== leaf.loggedAt) return false
  // The envelope of a withdrawal stays, to travel; every other leaves with the content, and not before.
  return (leaf.entry === null) === (act.isErased && act.type !== 'record/withdrawn')
}

const BlockEntry = z.object({ subject: z.string(), block: z.object({ commitment: z.string() }) })

/** Whether the contents of a block of checks, while they are kept, are those that its entry commits to (spec/batch.md §7). */
async function isBlockTrue(sql: Sql, node: NodeContext, { entry }: LeafRow): Promise<boolean> {
  if (entry === null) return true
  const parsed = BlockEntry.safeParse(jsonOf(entry))
  if (!parsed.success) return true
  const { subject, block } = parsed.data
  const text = await blockContents(sql, node.contents, subject)
  if (text === undefined || blockCommitment(text) === block.commitment) return true
  // Erased between the look at its row and the look at its key.
  return (await blockContents(sql, node.contents, subject)) === undefined
}

function verifyCheckpointRows(
  node: NodeContext,
  log: LogName,
  checkpoints: Checkpoints,
  findings: Finding[],
): void {
  let before = ''
  for (const checkpoint of checkpoints) {
    const lines = checkpoint.note.split('\n')
    const isNoted = lines[1] === String(checkpoint.size) && lines[2] === checkpoint.root
    if (!isNoted || checkpointMark(node.contents, before, checkpoint) !== checkpoint.mark) {
      findings.push({
        where: `${log}: checkpoint at ${checkpoint.size}`,
        what: 'ledger/checkpoint-row-changed',
      })
    }
    before = checkpoint.mark
  }
}

function placeOf(log: LogName, finding: LogFinding, checkpoints: Checkpoints): string {
  if ('from' in finding) return `${log}: leaves ${finding.from} to ${finding.through}`
  if ('index' in finding) return `${log}: leaf ${finding.index}`
  if ('checkpoint' in finding) return `${log}: checkpoint at ${checkpoints[finding.checkpoint]?.size ?? '?'}`
  return log
}

// A stored envelope that cannot be read gives bytes that fit no leaf: its leaf is then reported as changed.
function committedOf(envelope: Uint8Array): Uint8Array {
  const parsed = parseEnvelopeBytes(envelope)
  return parsed.ok ? committedBytes(parsed.value) : utf8('unreadable envelope')
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch {
    return undefined
  }
}
