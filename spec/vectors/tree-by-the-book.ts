/**
 * The definitions of RFC 6962 §2.1 and of spec/ledger.md §1, for the vectors: as they are written, over lists of data,
 * and not by the product's code.
 */
import { createHash } from 'node:crypto'
import { seeded } from './seal-by-the-book.ts'

export const hash = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const made = createHash('sha256')
  for (const part of parts) made.update(part)
  return made.digest()
}
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const ZERO = Buffer.of(0)
export const ONE = Buffer.of(1)

export const splitOf = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1)
export function mth(data: readonly Buffer[]): Buffer {
  const [first] = data
  if (first === undefined) return hash()
  if (data.length === 1) return hash(ZERO, first)
  const k = splitOf(data.length)
  return hash(ONE, mth(data.slice(0, k)), mth(data.slice(k)))
}
export function path(m: number, data: readonly Buffer[]): readonly Buffer[] {
  if (data.length === 1) return []
  const k = splitOf(data.length)
  return m < k
    ? [...path(m, data.slice(0, k)), mth(data.slice(k))]
    : [...path(m - k, data.slice(k)), mth(data.slice(0, k))]
}
export function subproof(m: number, data: readonly Buffer[], whole: boolean): readonly Buffer[] {
  if (m === data.length) return whole ? [] : [mth(data)]
  const k = splitOf(data.length)
  return m <= k
    ? [...subproof(m, data.slice(0, k), whole), mth(data.slice(k))]
    : [...subproof(m - k, data.slice(k), false), mth(data.slice(0, k))]
}

export const entryOf = (index: number): Buffer => Buffer.from(`entry ${index}`)
export const saltOf = (index: number): Buffer => seeded(`salt ${index}`, 16)
export const commitmentOf = (index: number): Buffer =>
  hash('entraide/leaf/v1\n', saltOf(index), entryOf(index))
export const commitmentsTo = (size: number): readonly Buffer[] =>
  Array.from({ length: size }, (_, index) => commitmentOf(index))
