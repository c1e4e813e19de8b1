/** Keys of nine bytes, two letters and seven digits, each another for each number below 26 × 26 × 10^7. */
export const KEY_BYTES = 9

export function writeKey(bytes: Uint8Array, at: number, number: number): void {
  let left = number
  for (let digit = 8; digit >= 2; digit--) {
    bytes[at + digit] = 48 + (left % 10)
    left = Math.floor(left / 10)
  }
  bytes[at + 1] = 65 + (left % 26)
  bytes[at] = 65 + (Math.floor(left / 26) % 26)
}

export const endsOf = (count: number): Uint32Array =>
  Uint32Array.from({ length: count }, (_, at) => (at + 1) * KEY_BYTES)

/** Mulberry32: the same numbers on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Questions one after the other in one buffer; one in a hundred asks for a key below `held`. */
export function questions(count: number, held: number, seed: number): Uint8Array {
  const random = randomFrom(seed)
  const bytes = new Uint8Array(count * KEY_BYTES)
  for (let at = 0; at < count; at++) {
    const number = random() < 0.01 ? random() * held : held + random() * (6.7e9 - held)
    writeKey(bytes, at * KEY_BYTES, Math.floor(number))
  }
  return bytes
}

/** CPU seconds of the whole process: what something costs, whatever else the machine does meanwhile. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
