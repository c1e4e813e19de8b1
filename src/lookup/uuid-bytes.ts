import { isUuid } from '#kernel/ids.ts'

export const UUID_BYTES = 16

/** Writes the bytes of a UUID at a place and returns true; any other text is left to the caller. */
export function writeUuid(id: string, bytes: Uint8Array, at: number): boolean {
  if (!isUuid(id)) return false
  let place = at
  for (let char = 0; char < id.length; char += 2) {
    if (id.charCodeAt(char) === HYPHEN) char++
    bytes[place++] = (digitOf(id.charCodeAt(char)) << 4) | digitOf(id.charCodeAt(char + 1))
  }
  return true
}

const HYPHEN = 45
/** Of a lower-case hexadecimal digit. */
const digitOf = (code: number): number => (code <= 57 ? code - 48 : code - 87)

export function uuidAt(bytes: Uint8Array, at: number): string {
  let text = ''
  for (let byte = 0; byte < UUID_BYTES; byte++) {
    if (byte === 4 || byte === 6 || byte === 8 || byte === 10) text += '-'
    text += PAIRS[bytes[at + byte] ?? 0] ?? ''
  }
  return text
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
