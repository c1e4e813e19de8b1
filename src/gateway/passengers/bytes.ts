import type { PassengerRefusal } from './passenger-row.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'

/** Texts of a file, piece by piece, in the encoding that its first bytes ask for. */
export interface TextPieces {
  push(bytes: Uint8Array): Result<string, PassengerRefusal>
  end(): Result<string, PassengerRefusal>
}

/** `encodingOf` is shown up to 256 of the first bytes, read as ASCII. */
export function textPieces(encodingOf: (start: string) => string = () => 'utf-8'): TextPieces {
  let decoder: TextDecoder | undefined
  const decode = (bytes: Uint8Array, stream: boolean): Result<string, PassengerRefusal> => {
    if (decoder === undefined) {
      const [a, b] = bytes
      if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
        const order = a === 0xff ? 'little-endian' : 'big-endian'
        return refuse({ kind: 'batch/unreadable', fault: { code: 'utf-16', order } })
      }
      const start = String.fromCharCode(...bytes.subarray(0, 256))
      decoder = new TextDecoder(encodingOf(start), { fatal: true })
    }
    try {
      return ok(decoder.decode(bytes, { stream }))
    } catch {
      // The only meaning this error has: the bytes are not of that encoding.
      return refuse({ kind: 'batch/unreadable', fault: { code: 'not-utf-8' } })
    }
  }
  return {
    push: (bytes) => (bytes.length === 0 ? ok('') : decode(bytes, true)),
    end: () => (decoder === undefined ? ok('') : decode(new Uint8Array(0), false)),
  }
}
