import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toHex, utf8 } from '#kernel/bytes.ts'
import { nodeSha256 } from './node-sha256.ts'
import { portableSha256 } from './portable-sha256.ts'

test('the portable SHA-256 gives the examples of FIPS 180-4', () => {
  expect(toHex(portableSha256(utf8('abc')))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  expect(toHex(portableSha256(utf8('')))).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
})

test('the portable SHA-256 gives what the native one gives, at every length around a block', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = new Uint8Array(length).fill(length)
    expect(toHex(portableSha256(bytes))).toBe(toHex(nodeSha256(bytes)))
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
      expect(toHex(portableSha256(bytes))).toBe(toHex(nodeSha256(bytes)))
    }),
  )
})

test('the ledger runs in a browser: only the bindings to node import from node', () => {
  const folder = new URL('./', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const bound = files.filter((name) =>
    /from '(node:|\.\/node-|#seal)/.test(readFileSync(new URL(name, folder), 'utf8')),
  )
  expect(bound).toEqual(['node-sha256.ts', 'node-signatures.ts'])
})
