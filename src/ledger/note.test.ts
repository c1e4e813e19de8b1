import { Buffer } from 'node:buffer'
import { createPublicKey, verify } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, toBase64, toHex, utf8 } from '#kernel/bytes.ts'
import { checkpointText, parseCheckpointText } from './checkpoint.ts'
import { logPublicKeys, logSigners, logVerifiers, nodeSign, nodeVerify } from './node-signatures.ts'
import { nodeSha256 as sha256 } from './node-sha256.ts'
import { cosignNote, type Note, noteText, parseNote, signNote, verifyNote } from './note.ts'
import {
  cosignatureTime,
  noteKeyFromText,
  noteKeyToText,
  type NotePublicKey,
  noteSigner,
  noteVerifier,
  signedMessage,
} from './note-keys.ts'

const secretsOf = (fill: number) => {
  const seed = toBase64(new Uint8Array(32).fill(fill))
  return { ed25519: seed, mldsa44: seed }
}
const keyPairs = (name: string, fill: number, timeSeconds = 1_800_000_000) => {
  const publicKeys = logPublicKeys(name, secretsOf(fill))
  const sign = nodeSign(secretsOf(fill))
  return {
    publicKeys,
    signers: publicKeys.map((key) => noteSigner(key, { sign, sha256, timeSeconds })),
    verifiers: publicKeys.map((key) => noteVerifier(key, { verify: nodeVerify(), sha256 })),
  }
}
const LOG = keyPairs('demo/MA/acts', 1)
const WITNESS = keyPairs('demo/KE/witness', 2)
const HEAD = { origin: 'demo/MA/acts', size: 20852163, root: sha256(utf8('root')) }
const TEXT = checkpointText(HEAD)

const parsed = (text: string): Note => {
  const note = parseNote(text)
  if (!note.ok) throw new Error(note.refusal.kind)
  return note.value
}

describe('the example of C2SP signed-note', () => {
  const example =
    'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n' +
    '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n'

  test('is read, and written back as it was', () => {
    const note = parsed(example)
    expect(note.text.endsWith('\n\ned è subito sera.\n')).toBe(true)
    expect(note.signatures.map((each) => [each.keyName, toHex(each.keyId), each.bytes.length])).toEqual([
      ['quasimodo.example/salvatore', '367ba04b', 64],
    ])
    expect(noteText(note)).toBe(example)
  })
})

describe('the example of C2SP tlog-checkpoint', () => {
  test('is read, and written back as it was', () => {
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
    const found = parseCheckpointText(text)
    expect(found.ok && found.value.size).toBe(20852163)
    expect(found.ok && checkpointText(found.value)).toBe(text)
  })

  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='
  test.each([
    '',
    'a\n1\n',
    `\n1\n${root}\n`,
    `a\n01\n${root}\n`,
    `a\n-1\n${root}\n`,
    `a\n1\n${root}`,
    `a\n1\n${root}\nmore\n`,
    `a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n`,
    'a\n1\nAAAA\n',
    `a\n99999999999999999\n${root}\n`,
    `a\n1.0\n${root}\n`,
    `a\r\n1\n${root}\n\n`,
  ])('other texts are refused: %j', (text) => {
    expect(parseCheckpointText(text)).toEqual({ ok: false, refusal: { kind: 'ledger/malformed-checkpoint' } })
  })

  test('is not written without an origin, a size and a root', () => {
    expect(() => checkpointText({ ...HEAD, origin: '' })).toThrow(RangeError)
    expect(() => checkpointText({ ...HEAD, origin: 'two\nlines' })).toThrow(RangeError)
    expect(() => checkpointText({ ...HEAD, size: -1 })).toThrow(RangeError)
    expect(() => checkpointText({ ...HEAD, root: new Uint8Array(31) })).toThrow(RangeError)
  })
})

describe('a signed checkpoint', () => {
  test('holds for both keys of the log, and for those of a witness that cosigned it', () => {
    const note = parsed(cosignNote(parsed(signNote(TEXT, LOG.signers)), WITNESS.signers))
    const found = verifyNote(note, [...LOG.verifiers, ...WITNESS.verifiers])
    expect(found.ok && found.value.map((key) => key.keyName)).toEqual([
      'demo/MA/acts',
      'demo/MA/acts',
      'demo/KE/witness',
      'demo/KE/witness',
    ])
  })

  test('passes over signatures of unknown keys, and is unsigned when there is no other', () => {
    const note = parsed(signNote(TEXT, LOG.signers))
    expect(verifyNote(note, WITNESS.verifiers)).toEqual({
      ok: false,
      refusal: { kind: 'ledger/unsigned-note' },
    })
    const cosigned = parsed(cosignNote(note, WITNESS.signers))
    const found = verifyNote(cosigned, LOG.verifiers)
    expect(found.ok && found.value.length).toBe(2)
  })

  test('is refused whole for one false signature of a known key', () => {
    const note = parsed(signNote(TEXT, LOG.signers))
    for (const at of [0, 1]) {
      const signatures = note.signatures.map((each, index) =>
        index === at ? { ...each, bytes: flipped(each.bytes, 20) } : each,
      )
      expect(verifyNote({ ...note, signatures }, LOG.verifiers)).toEqual({
        ok: false,
        refusal: { kind: 'ledger/bad-note-signature', keyName: 'demo/MA/acts' },
      })
    }
  })

  test('does not hold for another head', () => {
    const note = parsed(signNote(TEXT, LOG.signers))
    const other = { ...note, text: checkpointText({ ...HEAD, size: HEAD.size + 1 }) }
    for (const verifier of LOG.verifiers) expect(verifyNote(other, [verifier]).ok).toBe(false)
  })

  test('is signed by ML-DSA-44 over the structure of C2SP tlog-cosignature', () => {
    const [, key] = LOG.publicKeys
    const [, signature] = parsed(signNote(TEXT, LOG.signers)).signatures
    if (key === undefined || signature === undefined) throw new Error('two keys sign')
    const seconds = Uint8Array.of(0, 0, 0, 0, 0x6b, 0x49, 0xd2, 0x00)
    const message = concatBytes(
      utf8('subtree/v1\n\0'),
      Uint8Array.of(12),
      utf8('demo/MA/acts'),
      seconds,
      Uint8Array.of(12),
      utf8('demo/MA/acts'),
      new Uint8Array(8),
      Uint8Array.of(0, 0, 0, 0, 0x01, 0x3e, 0x2d, 0xc3),
      HEAD.root,
    )
    expect(signature.bytes.length).toBe(8 + 2420)
    expect(toHex(signature.bytes.subarray(0, 8))).toBe(toHex(seconds))
    expect(cosignatureTime(signature.bytes)).toBe(1_800_000_000)
    const publicKey = createPublicKey({
      key: Buffer.from(key.publicKey),
      format: 'raw-public',
      asymmetricKeyType: 'ml-dsa-44',
    })
    expect(verify(null, message, publicKey, signature.bytes.subarray(8))).toBe(true)
    expect(signedMessage(key, TEXT, signature.bytes)?.message).toEqual(message)
  })

  test('is signed by ML-DSA-44 at its time: the time cannot be changed', () => {
    const note = parsed(signNote(TEXT, LOG.signers))
    const signatures = note.signatures.map((each) => ({ ...each, bytes: flipped(each.bytes, 7) }))
    expect(verifyNote({ ...note, signatures: signatures.slice(1) }, LOG.verifiers).ok).toBe(false)
  })

  test('of ML-DSA-44 is made on checkpoints only, and no other text verifies', () => {
    expect(() => signNote('a letter\n', LOG.signers)).toThrow(/checkpoints only/)
    const note = parsed(signNote(TEXT, LOG.signers))
    expect(
      verifyNote({ ...note, text: 'a letter\n', signatures: note.signatures.slice(1) }, LOG.verifiers).ok,
    ).toBe(false)
  })
})

describe('the keys of a member', () => {
  test('sign and verify checkpoints by its name, as node and charter hold them', () => {
    const [ed25519, mldsa44] = LOG.publicKeys.map((key) => toBase64(key.publicKey))
    const verifiers = logVerifiers('demo/MA/acts', { ed25519: ed25519 ?? '', mldsa44: mldsa44 ?? '' })
    const signed = parsed(signNote(TEXT, logSigners('demo/MA/acts', secretsOf(1))(1_800_000_000)))
    const found = verifyNote(signed, verifiers)
    expect(found.ok && found.value).toEqual(verifiers)
    expect(
      verifyNote(signed, logVerifiers('demo/KE/acts', { ed25519: ed25519 ?? '', mldsa44: mldsa44 ?? '' })).ok,
    ).toBe(false)
  })
})

describe('what is not a note', () => {
  test('is refused and never an error, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, line) => {
        const parts = [text, `${text}\n\n\u2014 ${line}\n`, `${text}\n\n\u2014 name ${line}\n`]
        for (const part of parts) expect(typeof parseNote(part).ok).toBe('boolean')
        expect(typeof parseCheckpointText(text).ok).toBe('boolean')
        expect(noteKeyFromText(`${text}+00000000+${line}`, sha256).ok).toBe(false)
      }),
    )
  })

  const good = signNote(TEXT, LOG.signers.slice(0, 1))
  test.each([
    ['empty', ''],
    ['without signatures', `${TEXT}\n`],
    ['without an empty line', good.replace('\n\n', '\n')],
    ['without its last line feed', good.slice(0, -1)],
    ['with a tab', good.replace('demo', 'de\tmo')],
    ['with a carriage return', good.replaceAll('\n', '\r\n')],
    ['with a hyphen for the dash', good.replace('—', '-')],
    ['with base64 of three bytes', `${TEXT}\n— key AAAA\n`],
    ['with loose base64', good.replace(/.=\n$/, '*=\n')],
    ['with a lone surrogate', good.replace('demo', '\ud800')],
    ['with more than 64 signatures', `${TEXT}\n${`— key ${toBase64(new Uint8Array(68))}\n`.repeat(65)}`],
    ['larger than half a million characters', `${'a\n'.repeat(300_000)}${good}`],
  ])('is refused: %s', (_, text) => {
    expect(parseNote(text)).toEqual({ ok: false, refusal: { kind: 'ledger/malformed-note' } })
  })

  test('cannot be written', () => {
    const [signer] = LOG.signers
    if (signer === undefined) throw new Error('the log has a key')
    expect(() => signNote('no line feed', [signer])).toThrow(RangeError)
    expect(() => signNote('a\tb\n', [signer])).toThrow(RangeError)
    for (const keyName of ['', 'two words', 'a+b', 'a\u00a0b', 'a\u2003b']) {
      expect(() => signNote(TEXT, [{ ...signer, keyName }])).toThrow(RangeError)
    }
  })
})

describe('the text of a note key', () => {
  test('reads back, for both algorithms', () => {
    for (const key of LOG.publicKeys) {
      const found = noteKeyFromText(noteKeyToText(key, sha256), sha256)
      expect(found.ok && { ...found.value, publicKey: toHex(found.value.publicKey) }).toEqual({
        ...key,
        publicKey: toHex(key.publicKey),
      })
    }
  })

  test('is that of the Go checksum database, whose key is published', () => {
    const text = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'
    const found = noteKeyFromText(text, sha256)
    expect(found.ok && found.value.keyName).toBe('sum.golang.org')
    expect(found.ok && noteKeyToText(found.value, sha256)).toBe(text)
  })

  const [ed25519] = LOG.publicKeys
  const text = noteKeyToText(ed25519 as NotePublicKey, sha256)
  test.each([
    '',
    'name',
    'name+00000000+AA==',
    text.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
    text.replace('demo', 'demi'),
    text.toUpperCase(),
    `${text} `,
    text.replace('demo', 'de mo'),
  ])('is refused when it is %j', (wrong) => {
    expect(noteKeyFromText(wrong, sha256)).toEqual({
      ok: false,
      refusal: { kind: 'ledger/malformed-note-key' },
    })
  })

  test('tells the same key under two names apart', () => {
    const ids = ['demo/MA/acts', 'demo/MA/accesses'].flatMap((name) =>
      keyPairs(name, 1).verifiers.map((key) => toHex(key.keyId)),
    )
    expect(new Set(ids).size).toBe(4)
  })
})

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = new Uint8Array(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
