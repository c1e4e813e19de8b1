import { fromBase64, toBase64 } from '#kernel/bytes.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { emptyRoot, nodeHash, type Sha256 } from './merkle.ts'

/**
 * All that is needed of a tree to append to it and to know its root: the roots of its complete subtrees, largest
 * first, one for each bit that is set in its size ("compact range"). At most 53 hashes, whatever the size.
 */
export interface Frontier {
  readonly size: number
  readonly hashes: readonly Uint8Array[]
}

export interface FrontierRefusal {
  readonly kind: 'ledger/malformed-frontier'
}

export const EMPTY_FRONTIER: Frontier = { size: 0, hashes: [] }

/** The frontier of the tree with one leaf more. */
export function appendLeaf({ size, hashes }: Frontier, leaf: Uint8Array, sha256: Sha256): Frontier {
  const grown = [...hashes]
  let hash = leaf
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = grown.pop()
    if (left === undefined) throw new RangeError('a frontier holds one hash for each bit of its size')
    hash = nodeHash(left, hash, sha256)
  }
  grown.push(hash)
  return { size: size + 1, hashes: grown }
}

/** The root of the tree (RFC 6962 §2.1). */
export function frontierRoot({ hashes }: Frontier, sha256: Sha256): Uint8Array {
  if (hashes.length === 0) return emptyRoot(sha256)
  return hashes.reduceRight((right, left) => nodeHash(left, right, sha256))
}

/** The size in decimal, then each hash in base64, separated by spaces. */
export function frontierToText({ size, hashes }: Frontier): string {
  return [String(size), ...hashes.map(toBase64)].join(' ')
}

export function frontierFromText(text: string): Result<Frontier, FrontierRefusal> {
  const [sizeText = '', ...hashTexts] = text.split(' ')
  const size = Number(sizeText)
  const hashes = hashTexts.map(hashOrNone).filter((hash) => hash !== undefined)
  const whole = /^(0|[1-9][0-9]{0,15})$/.test(sizeText) && Number.isSafeInteger(size)
  if (!whole || hashes.length !== hashTexts.length || hashes.length !== bitsSet(size)) {
    return refuse({ kind: 'ledger/malformed-frontier' })
  }
  return ok({ size, hashes })
}

function bitsSet(size: number): number {
  let count = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2
  return count
}

function hashOrNone(text: string): Uint8Array | undefined {
  try {
    const hash = fromBase64(text)
    return hash.length === 32 ? hash : undefined
  } catch {
    return undefined
  }
}
