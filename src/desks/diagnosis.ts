import type { Instant } from '#kernel/days.ts'
import type { MemberId } from '#kernel/ids.ts'

/** What a diagnosis can find, by code, with the plain values that its sentence needs. Codes are public and never reused. */
interface DiagnosisValues {
  'store/answers': { readonly state: 'good'; readonly dialect: 'sqlite' | 'postgresql' }
  /** `error` is the name of an error, never its message: that may hold a path or a value. */
  'store/fails': { readonly state: 'bad'; readonly error: string }
  'disk/room': { readonly state: 'good'; readonly freeMegabytes: number }
  'disk/short': { readonly state: 'warning' | 'bad'; readonly freeMegabytes: number }
  'key-files/closed': { readonly state: 'good' }
  'key-files/open': { readonly state: 'bad'; readonly files: readonly string[] }
  'certificate/valid': { readonly state: 'good'; readonly days: number }
  'certificate/expires': { readonly state: 'warning'; readonly days: number }
  'certificate/expired': { readonly state: 'bad' }
  'certificate/not-of-charter': { readonly state: 'bad' }
  'check-index/complete': {
    readonly state: 'good'
    readonly persons: number
    readonly organisations: number
  }
  'check-index/incomplete': { readonly state: 'bad'; readonly indexed: number; readonly held: number }
  /** Changes of records since it was taken are read from the journal. */
  'snapshot/kept': { readonly state: 'good'; readonly megabytes: number; readonly behind: number }
  /** Too little to be worth one, or erased because of a withdrawal and not yet written again. */
  'snapshot/none': { readonly state: 'good' }
  'erasures/confirmed': { readonly state: 'good' }
  'erasures/due': { readonly state: 'warning'; readonly count: number }
  'peers/not-followed': { readonly state: 'warning' }
  'peer/answered': { readonly state: 'good'; readonly member: MemberId; readonly at: Instant }
  'peer/not-asked': { readonly state: 'good'; readonly member: MemberId }
  /** `error` is the system's code: ECONNREFUSED. */
  'peer/unreachable': PeerAilment & { readonly error: string }
  'peer/silent': PeerAilment
  'peer/address-unknown': PeerAilment
  'peer/other-certificate': PeerAilment
  'peer/certificate-expired': PeerAilment
  'peer/hangs-up': PeerAilment
  'peer/answered-status': PeerAilment & { readonly status: number }
  'peer/broke-off': PeerAilment
  'peer/too-much': PeerAilment
  'peer/holds-back': PeerAilment
  /** `refusal` is a kind of spec/feed.md: feed/gap. */
  'peer/feed-broken': PeerAilment & { readonly refusal: string; readonly item: number }
  /** `error` is as the system said it, shortened. */
  'peer/fails': PeerAilment & { readonly error: string }
  'runtime/pinned': { readonly state: 'good'; readonly version: string }
  'runtime/other': { readonly state: 'warning'; readonly version: string }
  'writing/fails': { readonly state: 'bad'; readonly error: string }
}

/** A warning at first, bad after a day. */
interface PeerAilment {
  readonly state: 'warning' | 'bad'
  readonly member: MemberId
}

export type DiagnosisCode = keyof DiagnosisValues

/** One line of a diagnosis, or that of certain codes. */
export type DiagnosisLine<Code extends DiagnosisCode = DiagnosisCode> = {
  readonly [C in Code]: { readonly code: C } & DiagnosisValues[C]
}[Code]

/** The codes of what can be mended. */
export type AilingCode = Exclude<DiagnosisCode, Extract<DiagnosisLine, { readonly state: 'good' }>['code']>
export type AilingLine<Code extends AilingCode = AilingCode> = DiagnosisLine<Code>
