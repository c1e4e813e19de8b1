/**
 * spec/envelope.md once more, for the vectors: other HPKE and X-Wing code (@hpke), straight-line, and able to make
 * the wrong envelopes that the product cannot.
 */
import { createCipheriv, createHash, createPrivateKey, hkdfSync, sign } from 'node:crypto'
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import canonicalize from 'canonicalize'

export const SUITE = 'ENTRAIDE-1-XWING-HKDFSHA256-AES256GCM-ED25519'
const HPKE = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

export interface Header {
  readonly suite: string
  readonly network: string
  readonly issuer: string
  readonly act: string
  readonly recipients: readonly string[]
}

export interface BookEnvelope extends Header {
  readonly commitment: string
  readonly content: string
  readonly keys: readonly {
    readonly member: string
    readonly encapsulated: string
    readonly wrapped: string
  }[]
}

/** Deterministic bytes for a vector. */
export function seeded(label: string, length = 32): Buffer {
  return createHash('shake256', { outputLength: length }).update(`entraide vectors\n${label}`).digest()
}

export const canonical = (value: unknown): Buffer => Buffer.from(canonicalize(value) ?? '', 'utf8')

/** §3: Ed25519 over the domain line and the bytes of the act. */
export function signAct(actBytes: Uint8Array, secret: Uint8Array, domain = 'entraide/act/v1'): Buffer {
  const key = createPrivateKey({
    key: Buffer.from(secret),
    format: 'raw-private',
    asymmetricKeyType: 'ed25519',
  })
  return sign(null, Buffer.concat([Buffer.from(`${domain}\n`), actBytes]), key)
}

/** §4: signature, length, act, zeros. */
export function plaintextOf(signature: Uint8Array, actBytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(actBytes.length)
  const bare = Buffer.concat([signature, length, actBytes])
  let size = Math.max(512, bare.length)
  if (size > 512) {
    const exponent = 31 - Math.clz32(size)
    const mask = 2 ** (exponent - (32 - Math.clz32(exponent))) - 1
    size = (size + mask) & ~mask
  }
  return Buffer.concat([bare, Buffer.alloc(size - bare.length)])
}

/** §5 and §6: content, commitment and one sealed key for each recipient. */
export async function sealByTheBook(
  header: Header,
  plaintext: Uint8Array,
  { label, sealKeys }: { readonly label: string; readonly sealKeys: ReadonlyMap<string, Uint8Array> },
): Promise<BookEnvelope> {
  const secret = seeded(`${label} content secret`)
  const headerBytes = canonical(header)
  const info = Buffer.concat([
    Buffer.from('entraide/content/v1\n'),
    createHash('sha256').update(headerBytes).digest(),
  ])
  const derived = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, 76))
  const cipher = createCipheriv('aes-256-gcm', derived.subarray(0, 32), derived.subarray(32, 44))
  cipher.setAAD(headerBytes)
  const content = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  const keys: BookEnvelope['keys'][number][] = []
  for (const member of header.recipients) {
    const sealed = await HPKE.seal(
      {
        recipientPublicKey: await HPKE.kem.deserializePublicKey(sealKeys.get(member) ?? new Uint8Array(0)),
        info: keyInfo(header, member),
        ekm: new Uint8Array(seeded(`${label} for ${member}`, 64)),
      },
      new Uint8Array(secret),
    )
    const [encapsulated, wrapped] = [sealed.enc, sealed.ct].map((part) =>
      Buffer.from(part).toString('base64'),
    )
    keys.push({ member, encapsulated: encapsulated ?? '', wrapped: wrapped ?? '' })
  }
  const commitment = derived.subarray(44).toString('base64')
  return { ...header, commitment, content: content.toString('base64'), keys }
}

function keyInfo({ suite, network, issuer, act }: Header, recipient: string): Uint8Array<ArrayBuffer> {
  const bound = canonical({ suite, network, issuer, act, recipient })
  return new Uint8Array(Buffer.concat([Buffer.from('entraide/key/v1\n'), bound]))
}
