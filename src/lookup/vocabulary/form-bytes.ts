import { assert } from '#kernel/assert.ts'
import { measured, vowelCount } from '#matching/distance.ts'
import type { NameForm, NameReading } from '#matching/names.ts'
import { skeletonOf, soundsOf } from '#matching/sound.ts'
import { MOST_SOUNDS } from './kernel.ts'
import { kindFrom, kindOf, roleByte, roleFrom } from './layout.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const SOUNDING_HEAD = 2

/** Bytes of which the last `MOST_FORM_BYTES` may be written by one form. */
export const MOST_FORM_BYTES = 1 << 16

/**
 * Writes the text of a form: kind, role, count of readings; the key without its script; for each reading its letters, or
 * nothing where they are the key. Returns where it ends.
 */
export function writeText(form: NameForm, bytes: Uint8Array, start: number): number {
  const { key, script, readings } = form
  assert(key.startsWith(script) && key[script.length] === ':', 'a key names its script')
  assert(readings.length < 256, 'a part has few readings')
  let at = start
  bytes[at++] = kindOf(form)
  bytes[at++] = roleByte(form.role, form.isInitial)
  bytes[at++] = readings.length
  const tail = key.slice(script.length + 1)
  at = writeString(tail, bytes, at)
  for (const { roman } of readings) at = writeString(roman === tail ? '' : roman, bytes, at)
  return at
}

/** How the readings sound: of each its length, vowels and sounds. Returns where it ends. */
export function writeSounding(readings: readonly NameReading[], bytes: Uint8Array, start: number): number {
  let at = start
  for (const { codes, from, length } of readings) {
    assert(length < MOST_SOUNDS, 'a reading has few sounds')
    const sounds = codes.subarray(from, from + length)
    bytes[at] = length
    bytes[at + 1] = vowelCount(sounds, length)
    bytes.set(sounds, at + SOUNDING_HEAD)
    at += SOUNDING_HEAD + length
  }
  return at
}

/** The form whose text begins there. */
export function readForm(bytes: Uint8Array, start: number, end: number): NameForm {
  // A decoder takes no shared memory.
  const text = bytes.slice(start, end)
  const kind = kindFrom(text[0] ?? 0)
  assert(kind !== undefined, 'a text names a kind that is')
  const cursor = { at: 3 }
  const tail = readString(text, cursor)
  const readings: NameReading[] = []
  for (let left = text[2] ?? 0; left > 0; left--) {
    const roman = readString(text, cursor) || tail
    const codes = soundsOf(roman)
    readings.push({ ...measured(codes, codes.length), roman, skeleton: skeletonOf(codes) })
  }
  return { key: `${kind.script}:${tail}`, ...kind, ...roleFrom(text[1] ?? 0), readings }
}

/** Length in one or two bytes of 7 bits, then UTF-8. */
function writeString(text: string, bytes: Uint8Array, start: number): number {
  const { length } = text
  let at = start + 1
  for (let turn = 0; turn < length; turn++) {
    const code = text.charCodeAt(turn)
    if (code > 127 || length > 127) return writeLong(text, bytes, start)
    bytes[at++] = code
  }
  bytes[start] = length
  return at
}

function writeLong(text: string, bytes: Uint8Array, start: number): number {
  const encoded = encoder.encode(text)
  assert(encoded.length < 1 << 14, 'a part of a name is short')
  bytes[start] = encoded.length > 127 ? (encoded.length & 127) | 128 : encoded.length
  if (encoded.length > 127) bytes[start + 1] = encoded.length >> 7
  const at = start + (encoded.length > 127 ? 2 : 1)
  bytes.set(encoded, at)
  return at + encoded.length
}

function readString(bytes: Uint8Array, cursor: { at: number }): string {
  const first = bytes[cursor.at++] ?? 0
  const length = first < 128 ? first : (first & 127) | ((bytes[cursor.at++] ?? 0) << 7)
  cursor.at += length
  return decoder.decode(bytes.subarray(cursor.at - length, cursor.at))
}
