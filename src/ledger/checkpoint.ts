import { fromBase64, toBase64 } from '#kernel/bytes.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'

/** A tree head: that the log named `origin` has, at `size` leaves, this root (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
}

export interface CheckpointRefusal {
  readonly kind: 'ledger/malformed-checkpoint'
}

/** The text that is signed: origin, size in decimal, root in base64, each with a line feed. No extension lines. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`
  if (!parseCheckpointText(text).ok)
    throw new RangeError('a checkpoint has an origin, a size and a root of 32 bytes')
  return text
}

/**
 * Reads the text of a checkpoint. Extension lines are refused: ML-DSA-44 signatures do not cover them, and this
 * network has none.
 */
export function parseCheckpointText(text: string): Result<Checkpoint, CheckpointRefusal> {
  // attacker-controlled: text
  const [, origin = '', sizeText = '', rootText = ''] = FORM.exec(text) ?? []
  const size = Number(sizeText)
  if (origin === '' || !Number.isSafeInteger(size)) return refuse({ kind: 'ledger/malformed-checkpoint' })
  const root = fromBase64(rootText)
  const canonical = root.length === 32 && toBase64(root) === rootText
  return canonical ? ok({ origin, size, root }) : refuse({ kind: 'ledger/malformed-checkpoint' })
}

const FORM = /^([^\n]{1,200})\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n$/
