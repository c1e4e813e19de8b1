import type { DiagnosisLine } from '#desks/diagnosis.ts'

/** What went wrong with a peer, without how long. */
export type PeerTrouble = WithoutPeer<Extract<DiagnosisLine, { readonly code: PeerTroubleCode }>>
type WithoutPeer<Line> = Line extends unknown ? Omit<Line, 'member' | 'state'> : never
type PeerTroubleCode =
  | 'peer/unreachable'
  | 'peer/silent'
  | 'peer/address-unknown'
  | 'peer/other-certificate'
  | 'peer/certificate-expired'
  | 'peer/hangs-up'
  | 'peer/answered-status'
  | 'peer/broke-off'
  | 'peer/too-much'
  | 'peer/holds-back'
  | 'peer/feed-broken'
  | 'peer/fails'

/** A reason that nobody foresaw is told as it came, up to this. */
const REASON_CHARS = 200

/**
 * The exchange says in text what went wrong last with a peer: its own sentences, and those of Node's TLS and sockets.
 * Here they become codes that every language has words for.
 */
export function peerTrouble(error: string): PeerTrouble {
  for (const [pattern, troubleOf] of TROUBLES) {
    const found = pattern.exec(error)
    if (found !== null) return troubleOf(found[1] ?? '', found[2] ?? '')
  }
  const reason = error.replace(/^[A-Z0-9]+: /, '').slice(0, REASON_CHARS)
  return { code: 'peer/fails', error: reason }
}

/** The first that fits stands: `ECONNRESET` is a hanging up, other codes mean that nothing is there. */
const TROUBLES: readonly (readonly [RegExp, (first: string, second: string) => PeerTrouble])[] = [
  [
    /^(feed\/[a-z-]+) at item (\d+)$/,
    (refusal, item) => ({ code: 'peer/feed-broken', refusal, item: Number(item) }),
  ],
  [/^\w+ answered (\d{3})$/, (status) => ({ code: 'peer/answered-status', status: Number(status) })],
  [/^\w+ broke off$/, () => ({ code: 'peer/broke-off' })],
  [/sent more than a page$/, () => ({ code: 'peer/too-much' })],
  [/holds back items/, () => ({ code: 'peer/holds-back' })],
  [/no answer in time|ETIMEDOUT/, () => ({ code: 'peer/silent' })],
  [/getaddrinfo/, () => ({ code: 'peer/address-unknown' })],
  [/certificate has expired/, () => ({ code: 'peer/certificate-expired' })],
  [/self-signed certificate|not the certificate of the charter/, () => ({ code: 'peer/other-certificate' })],
  [/socket hang up|ECONNRESET|EPIPE|alert/, () => ({ code: 'peer/hangs-up' })],
  [
    /\b(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN)\b/,
    (code) => ({ code: 'peer/unreachable', error: code }),
  ],
]
