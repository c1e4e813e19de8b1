// oxlint-disable-next-line import/no-unassigned-import -- x509 wants its metadata before it is loaded
import 'reflect-metadata'
import { webcrypto, X509Certificate } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { toHex } from '#kernel/bytes.ts'
import type { Instant } from '#kernel/days.ts'
import type { MemberId } from '#kernel/ids.ts'

/** A member's TLS identity for the exchange: PEM texts. */
export interface TlsIdentity {
  readonly certificate: string
  readonly privateKey: string
}

/**
 * Makes a self-signed certificate (ECDSA P-256), valid two years from `now`.
 *
 * No authority vouches for it and none is asked: the charter holds each member's certificate, and a peer that shows
 * any other is not that member.
 */
export async function makeTlsIdentity(member: MemberId, now: Instant): Promise<TlsIdentity> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto)
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
  const notBefore = new Date(now)
  const notAfter = new Date(notBefore)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + 2)
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: toHex(webcrypto.getRandomValues(new Uint8Array(16))),
    name: `CN=${member}, O=Entraide`,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: `${member.toLowerCase()}.entraide.invalid` },
      ]),
    ],
  })
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return {
    certificate: certificate.toString('pem'),
    privateKey: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
  }
}

/** SHA-256 of the certificate, as node:tls prints it. */
export function certificateFingerprint(pem: string): string {
  return new X509Certificate(pem).fingerprint256
}

export function certificateExpiry(pem: string): Date {
  return new Date(new X509Certificate(pem).validTo)
}
