import type { Act, ActDraft, Hit } from '#acts/act.ts'
import type { Charter, Language, MemberCard } from '#acts/charter.ts'
import type { Purpose } from '#acts/fields.ts'
import type { Database, PoliceRecord } from '#acts/record.ts'
import type { Instant } from '#kernel/days.ts'
import type { MemberId, Uuid } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import type { PersonHits } from '#lookup/persons/find-persons.ts'
import type { PersonIndexSearch } from '#lookup/persons/person-index.ts'
import type { PersonQuery } from '#matching/types.ts'
import type { Role } from '#rulebook/permissions.ts'
import type { RuleRefusal } from '#rulebook/rule.ts'
import type { Found } from './checks/candidate.ts'
import type { DiagnosisLine } from './diagnosis.ts'

/** All that a desk needs of the world outside it. */
export interface World {
  readonly self: MemberCard
  readonly charter: () => Charter
  readonly clock: Clock
  readonly newId: () => Uuid
  readonly journal: Journal
  readonly index: IndexReader
  readonly exchange: ExchangeReader
}

/** What the running exchange knows besides what the journal holds. */
export interface ExchangeReader {
  /** By peer: last contact, what it said it has issued to us, and what went wrong last. */
  states(): ReadonlyMap<
    MemberId,
    { readonly lastContactAt: Instant | null; readonly knownIssued: number; readonly error: string | null }
  >
  /** A member's keys as digits to be read aloud. */
  fingerprint(member: MemberCard): string
  /** Proves the whole store of this node; see spec/ledger.md. */
  verifyStore(): Promise<StoreVerdict>
  /** Looks at what can be wrong with a node. */
  diagnose(): Promise<readonly DiagnosisLine[]>
}

export interface Finding {
  readonly where: string
  readonly what: string
}

export interface StoreVerdict {
  readonly logs: readonly {
    readonly name: LogName
    readonly size: number
    readonly root: string
    readonly checkpoints: number
  }[]
  readonly findings: readonly Finding[]
}

export interface Clock {
  readonly now: () => Instant
  /** Milliseconds of a clock that never goes back, for durations. */
  readonly elapsedMs: () => number
}

/** The check index as desks may use it: they ask, only the journal's commits change it. */
export interface IndexReader {
  findPersons(query: PersonQuery, search: PersonIndexSearch): Promise<PersonHits>
  /** As `findPersons`, among organisations, vessels and aircraft. */
  findOrganisations: IndexReader['findPersons']
  findKeys(
    keys: readonly string[],
    options: { readonly mayKnow: (id: string) => boolean },
  ): readonly { readonly id: string; readonly key: string }[]
}

/** The one way in: everything inside `work` happens together, durably, or not at all. */
export interface Journal {
  transact<T>(work: (tx: Writing) => Promise<T>): Promise<T>
}

export interface Writing {
  readonly records: RecordStore
  readonly checks: CheckStore
  readonly batches: BatchStore
  readonly hits: HitStore
  readonly accounts: AccountStore
  readonly imports: ImportStore
  readonly ledger: LedgerStore
  readonly peers: PeerStore
  /** Judges, signs, seals, numbers and projects an act. Nothing is written when the rulebook refuses. */
  issue(draft: ActDraft): Promise<Result<Act, RulesRefusal>>
  /** Appends the entry of this use case to the log of accesses. Every use case calls it once, reads too. */
  log(entry: AccessEntry): Promise<void>
}

export type RulesRefusal = { readonly kind: 'record/rules-refuse'; readonly refusals: readonly RuleRefusal[] }

/** What the log keeps of an access (RPD 127): who, for which entity, what, when, on which database. No identity of a person checked. */
export interface AccessEntry {
  readonly kind: AccessKind
  readonly actor: string
  readonly entity?: string
  readonly purpose?: Purpose
  readonly database?: Database
  readonly subject?: string
  /** The records that were shown, so that their owner can ask who used them (RPD 122). */
  readonly records?: readonly string[]
  /** How many were shown, or changed. */
  readonly count?: number
  readonly outcome?: string
  /** The checks of a passenger list that this entry covers (spec/batch.md §7). */
  readonly block?: {
    readonly batch: Uuid
    readonly from: number
    readonly rows: number
    readonly checks: number
    /** SHA-256 of the block's contents, in hexadecimal. */
    readonly commitment: string
  }
}

export const ACCESS_KINDS = [
  'check/person',
  'check/document',
  'check/vehicle',
  'check/identifier',
  'check/mrz',
  'check/border',
  'check/batch',
  'check/decided',
  'record/read',
  'record/listed',
  'record/recorded',
  'record/withdrawn',
  'record/erased',
  'hit/listed',
  'network/read',
  'ledger/read',
  'ledger/verified',
  'node/diagnosed',
  'session/opened',
  'session/refused',
  'session/closed',
  'account/added',
  'account/listed',
  'access/refused',
  'list/imported',
  'list/refused',
  'act/applied',
  'act/refused',
] as const
export type AccessKind = (typeof ACCESS_KINDS)[number]

export interface RecordHeld {
  readonly id: Uuid
  readonly database: Database
  readonly owner: MemberId
  readonly version: number
  readonly recordedAt: Instant
  readonly withdrawnAt: Instant | null
  /** Null once erased. */
  readonly record: PoliceRecord | null
}

export interface RecordStore {
  find(id: Uuid): Promise<RecordHeld | undefined>
  findAll(ids: readonly Uuid[]): Promise<readonly RecordHeld[]>
  /** Newest first, withdrawn ones left out. `after` is the last id of the page before. */
  page(options: {
    readonly database?: Database
    readonly owner?: MemberId
    readonly after?: Uuid
    readonly limit: number
  }): Promise<{ readonly rows: readonly RecordHeld[]; readonly total: number }>
  counts(): Promise<Readonly<Record<Database, number>>>
  holders(id: Uuid): Promise<readonly Holder[]>
}

export interface Holder {
  readonly member: MemberId
  readonly state: 'sent' | 'received' | 'erased'
  readonly at: Instant | null
}

export interface CheckMade {
  readonly id: Uuid
  readonly at: Instant
  readonly account: string
  readonly entity: string
  readonly purpose: Purpose
  readonly place: string | null
  /** What the officer asked, kept sealed and only until the decision's time is over. */
  readonly seen: Hit['seen']
  readonly expiresAt: Instant
}

export type Decision = 'same' | 'not-same' | 'cannot-tell'

export interface CheckStore {
  /** `block`: the block of a batch that it is a row of, erased with it. */
  add(
    check: CheckMade,
    candidates: readonly { readonly recordId: Uuid; readonly score: number }[],
    block?: Uuid,
  ): Promise<void>
  find(id: Uuid, now: Instant): Promise<CheckMade | undefined>
  candidate(checkId: Uuid, recordId: Uuid): Promise<{ readonly decision: Decision | null } | undefined>
  decide(
    checkId: Uuid,
    recordId: Uuid,
    made: {
      readonly decision: Decision
      readonly reason: string
      readonly at: Instant
      readonly hit: Uuid | null
    },
  ): Promise<void>
}

/** A passenger list, or another run of many checks, as its account began it. */
export interface BatchBegun {
  readonly id: Uuid
  readonly purpose: Purpose
  /** The first position without an answer. */
  readonly next: number
}

/** What one row of a batch was answered: only rows with candidates. */
export interface RowAnswered {
  /** Counted from the first of its block. */
  readonly row: number
  readonly check: Uuid
  readonly found: readonly Found[]
  readonly isCut: boolean
  readonly tooMany: boolean
}

/** Rows of a batch that were answered together (spec/batch.md §7). */
export interface BlockKept {
  readonly id: Uuid
  readonly batch: Uuid
  readonly first: number
  /** Each row as it was asked. */
  readonly rows: readonly string[]
  readonly answers: readonly RowAnswered[]
  readonly at: Instant
  readonly expiresAt: Instant
}

/** Of name and place only digests are kept. */
export interface BatchNamed {
  readonly account: string
  readonly name: string
  readonly place: string | null
}

export interface BatchStore {
  find(named: BatchNamed): Promise<(BatchBegun & { readonly isSamePlace: boolean }) | undefined>
  begin(named: BatchNamed, begun: BatchBegun & { readonly expiresAt: Instant }): Promise<void>
  /**
   * Keeps a block sealed, moves the batch's `next` on, and gives the commitment of the block's contents. Gives nothing, and keeps
   * nothing, when `next` is no longer `expected`.
   */
  keep(block: BlockKept, expected: number): Promise<string | undefined>
  /** The block that holds a position, if its contents are still there. */
  blockAt(batch: Uuid, position: number, now: Instant): Promise<BlockKept | undefined>
  /** The first position after this one that a block begins at. */
  nextBlock(batch: Uuid, position: number, now: Instant): Promise<number | undefined>
}

export interface HitHeld {
  readonly id: Uuid
  readonly box: 'received' | 'sent'
  readonly reporter: MemberId
  readonly owner: MemberId
  readonly at: Instant
  readonly hit: Hit
}

export interface HitStore {
  page(options: {
    readonly box?: 'received' | 'sent'
    readonly after?: Uuid
    readonly limit: number
  }): Promise<readonly HitHeld[]>
}

export interface Account {
  readonly id: string
  readonly displayName: string
  readonly entity: string
  readonly roles: readonly Role[]
  readonly language: Language
  readonly isDemonstration: boolean
  /** PHC string of argon2id; null for a demonstration account, which has no password. */
  readonly passwordHash: string | null
}

export interface SessionFound {
  readonly account: Account
  readonly expiresAt: Instant
}

export interface AccountStore {
  find(id: string): Promise<Account | undefined>
  all(): Promise<readonly Account[]>
  add(account: Account, at: Instant): Promise<boolean>
  openSession(tokenHash: Uint8Array, account: string, at: Instant, expiresAt: Instant): Promise<void>
  findSession(tokenHash: Uint8Array, now: Instant): Promise<SessionFound | undefined>
  closeSession(tokenHash: Uint8Array): Promise<void>
}

export interface ImportStore {
  /** What this list's entries became: entry id → record and digest of the content. */
  known(list: string): Promise<ReadonlyMap<string, { readonly recordId: Uuid; readonly digest: string }>>
  /** A digest of an entry's content that tells nothing outside this node. */
  digest(text: string): string
  remember(list: string, entry: string, recordId: Uuid, digest: string): Promise<void>
  forget(list: string, entry: string): Promise<void>
}

export type LogName = 'acts' | 'accesses'

export interface LogState {
  readonly name: LogName
  readonly size: number
  readonly checkpoint: {
    readonly size: number
    readonly root: string
    readonly at: Instant
    readonly note: string
  } | null
}

export interface LogEntryView {
  readonly log: LogName
  readonly index: number
  readonly at: Instant
  readonly kind: string
  readonly actor: string
  readonly purpose: Purpose | null
  readonly subject: string | null
  /** What came of it, in codes: `shown`, `same`, or the kinds that an arriving act was refused for. */
  readonly outcome: string | null
  readonly commitment: string
  readonly isErased: boolean
}

export interface LedgerStore {
  states(): Promise<readonly LogState[]>
  latest(limit: number): Promise<readonly LogEntryView[]>
}

/** How the exchange with one peer stands. Numbers of feed items. */
export interface PeerStanding {
  readonly member: MemberId
  readonly incoming: {
    readonly cursor: number
    readonly lastAppliedAt: Instant | null
    readonly refused: number
  }
  readonly outgoing: {
    readonly issued: number
    readonly receipted: number
    readonly lastReceiptAt: Instant | null
  }
}

export interface PeerStore {
  standings(): Promise<readonly PeerStanding[]>
}
