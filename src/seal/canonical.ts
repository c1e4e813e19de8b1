import { assert } from '#kernel/assert.ts'
import { utf8 } from '#kernel/bytes.ts'
import serialize from 'canonicalize'

/** A value that JSON can carry. What came from `JSON.parse` is one. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue }

/**
 * The one text of a value under RFC 8785 (JSON Canonicalization Scheme).
 *
 * Throws `InvariantError` when the value holds something JSON has no text for (`undefined`, a function, NaN, a
 * lone surrogate, a cycle, nesting beyond 64): leaving it out in silence would sign less than the caller meant.
 */
export function canonicalJson(value: unknown): string {
  const reason = whyNotJson(value, [])
  assert(reason === undefined, `canonical JSON: ${reason}`)
  const text = serialize(value)
  assert(text !== undefined, 'canonical JSON: the value has no text')
  return text
}

/** The UTF-8 bytes of `canonicalJson`. Throws as it does. */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return utf8(canonicalJson(value))
}

// A megabyte of brackets must not become a stack of half a million calls.
const DEEPEST = 64

// Names no value: the reason reaches logs.
function whyNotJson(value: unknown, parents: readonly object[]): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'a number is not finite'
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'a text holds a lone surrogate'
  if (typeof value !== 'object') return `a value of type ${typeof value}`
  if (parents.includes(value)) return 'a value contains itself'
  if (parents.length >= DEEPEST) return 'a value is nested too deep'
  if (!Array.isArray(value) && !isPlain(value)) return 'an object is not plain'
  const below = [...parents, value]
  for (const [name, part] of Object.entries(value)) {
    const reason = name.isWellFormed() ? whyNotJson(part, below) : 'a name holds a lone surrogate'
    if (reason !== undefined) return reason
  }
  return Array.isArray(value) && Object.keys(value).length !== value.length ? 'a list has holes' : undefined
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
