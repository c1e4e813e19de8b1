import type { Sha256 } from './merkle.ts'

/**
 * SHA-256 (FIPS 180-4 §6.2) without node:crypto, for the ledger page of a browser, whose own is asynchronous.
 * Slower than the native one, which a node uses.
 */
export const portableSha256: Sha256 = (bytes) => {
  const state = Uint32Array.from(INITIAL)
  const padded = padMessage(bytes)
  const view = new DataView(padded.buffer)
  const schedule = new Uint32Array(64)
  for (let at = 0; at < padded.length; at += 64) {
    for (let t = 0; t < 16; t++) schedule[t] = view.getUint32(at + t * 4)
    compress(state, schedule)
  }
  const digest = new Uint8Array(32)
  const out = new DataView(digest.buffer)
  state.forEach((word, at) => out.setUint32(at * 4, word))
  return digest
}

// The first 32 bits of the fractional parts of the square and cube roots of the first primes (§5.3.3, §4.2.2).
const PRIMES = firstPrimes(64)
const INITIAL = PRIMES.slice(0, 8).map((prime) => fractionBits(Math.sqrt(prime)))
const CONSTANTS = Uint32Array.from(PRIMES.map((prime) => fractionBits(Math.cbrt(prime))))

// §5.1.1: a one, zeros, and the length in bits as 64.
function padMessage(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n)
  return padded
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))
const at = (words: Uint32Array, index: number): number => words[index] ?? 0

function compress(state: Uint32Array, schedule: Uint32Array): void {
  for (let t = 16; t < 64; t++) {
    const before15 = at(schedule, t - 15)
    const before2 = at(schedule, t - 2)
    const small0 = rotate(before15, 7) ^ rotate(before15, 18) ^ (before15 >>> 3)
    const small1 = rotate(before2, 17) ^ rotate(before2, 19) ^ (before2 >>> 10)
    schedule[t] = at(schedule, t - 16) + small0 + at(schedule, t - 7) + small1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let t = 0; t < 64; t++) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + big1 + ((e & f) ^ (~e & g)) + at(CONSTANTS, t) + at(schedule, t)) | 0
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + word
}

function firstPrimes(count: number): readonly number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return primes
}

function fractionBits(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32)
}
