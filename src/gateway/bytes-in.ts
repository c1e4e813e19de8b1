import { concatBytes } from '#kernel/bytes.ts'
import { LIMITS } from '#kernel/limits.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { ListRefusal } from './list-entry.ts'
import type { Fault } from './fault.ts'

/** Small pieces keep the work between two checks of the limits small, whatever the source hands over at once. */
const PIECE_BYTES = 16 * 1024

export type Decoded =
  | { readonly type: 'text'; readonly text: string; readonly bytes: number }
  | { readonly type: 'refused'; readonly refusal: ListRefusal }

/**
 * Decodes a source as UTF-8, in pieces of at most 16 KiB, and ends with a refusal where it is not UTF-8,
 * is larger than `LIMITS.importBytes`, ends inside a character, or cannot be read. A byte order mark is dropped.
 */
export async function* decodeUtf8(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Decoded, void, undefined> {
  const decoder = new Decoder()
  const reader = source[Symbol.asyncIterator]()
  let finished = false
  try {
    for (;;) {
      const next = await readNext(reader)
      if (!next.ok) {
        finished = true
        yield { type: 'refused', refusal: { ...next.refusal, line: decoder.line } }
        return
      }
      if (next.value === undefined) break
      for (let at = 0; at < next.value.length; at += PIECE_BYTES) {
        const decoded = decoder.decode(next.value.subarray(at, at + PIECE_BYTES))
        yield decoded
        if (decoded.type === 'refused') return
      }
    }
    finished = true
    const rest = decoder.end()
    if (rest !== undefined) yield { type: 'refused', refusal: rest }
  } finally {
    // Tells the source that nobody reads on, so that it can close its file or socket.
    if (!finished) await reader.return?.()
  }
}

async function readNext(
  reader: AsyncIterator<Uint8Array>,
): Promise<Result<Uint8Array | undefined, ListRefusal>> {
  try {
    const next = await reader.next()
    return ok(next.done === true ? undefined : next.value)
  } catch (cause) {
    // Only the code: a message may hold a path or an address.
    const error = cause instanceof Error && 'code' in cause ? String(cause.code) : errorName(cause)
    return refuse({ kind: 'import/unreadable', fault: { code: 'source-stopped', error } })
  }
}

const errorName = (cause: unknown): string => (cause instanceof Error ? cause.name : typeof cause)

class Decoder {
  line = 1
  #bytes = 0
  #carry = new Uint8Array(0)
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  decode(piece: Uint8Array): Decoded {
    const first = this.#bytes === 0 && this.#carry.length === 0
    this.#bytes += piece.length
    if (this.#bytes > LIMITS.importBytes) {
      return this.#refused('import/too-large', { code: 'file-too-large', limitBytes: LIMITS.importBytes })
    }
    const whole = this.#carry.length === 0 ? piece : concatBytes(this.#carry, piece)
    const order = first ? utf16Order(whole) : undefined
    if (order !== undefined) return this.#refused('import/wrong-encoding', { code: 'utf-16', order })
    const cut = whole.length - incompleteTail(whole)
    this.#carry = whole.slice(cut)
    const complete = whole.subarray(0, cut)
    const text = this.#text(complete)
    if (text === undefined) {
      this.line += linesBeforeFault(complete, this.#utf8)
      return this.#refused('import/wrong-encoding', { code: 'not-utf-8' })
    }
    this.line += countOf(text, '\n')
    return {
      type: 'text',
      text: first && text.startsWith('\ufeff') ? text.slice(1) : text,
      bytes: this.#bytes,
    }
  }

  end(): ListRefusal | undefined {
    if (this.#carry.length === 0) return undefined
    return { kind: 'import/truncated', line: this.line, fault: { code: 'ends-in-character' } }
  }

  #text(bytes: Uint8Array): string | undefined {
    try {
      return this.#utf8.decode(bytes)
    } catch {
      // The only meaning this error has: the bytes are not UTF-8. The caller says where.
      return undefined
    }
  }

  #refused(kind: 'import/too-large' | 'import/wrong-encoding', fault: Fault): Decoded {
    return { type: 'refused', refusal: { kind, line: this.line, fault } }
  }
}

/** UTF-16 by its byte order mark, or by the zero beside the first `<` (XML 1.0, appendix F). */
function utf16Order(bytes: Uint8Array): 'little-endian' | 'big-endian' | undefined {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'little-endian'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'big-endian'
  return undefined
}

/** How many bytes at the end begin a character that needs more bytes than there are (RFC 3629 §3). */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? back : 0
    }
  }
  return 0
}

/** A line feed is never part of a longer character, so the first line that does not decode holds the fault. */
function linesBeforeFault(bytes: Uint8Array, utf8: TextDecoder): number {
  let lines = 0
  let start = 0
  for (;;) {
    const feed = bytes.indexOf(0x0a, start)
    const end = feed === -1 ? bytes.length : feed
    try {
      utf8.decode(bytes.subarray(start, end))
    } catch {
      return lines
    }
    if (feed === -1) return lines
    lines += 1
    start = feed + 1
  }
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1
  return count
}
