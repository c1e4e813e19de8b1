import { z } from 'zod'
import { CountryField, InstantField, MemberField, PurposeField, UuidField } from '#acts/fields.ts'
import { LanguageField, MandateField } from '#acts/charter.ts'
import { DatabaseField, NoticeKindField, RecordField } from '#acts/record.ts'
import { HitField } from '#acts/act.ts'
import type { DiagnosisCode } from '#desks/diagnosis.ts'
import { IDENTIFIER_TYPES } from '#matching/identifiers/types.ts'
import { MEASURES, PROHIBITIONS } from '#rulebook/measures.ts'
import { PERMISSIONS, ROLES } from '#rulebook/permissions.ts'
import { TERM_CODES } from '#matching/types.ts'

/** Shapes that several routes share. They hold what a reader may see and nothing else: replies are parsed before they leave. */
export const nothing = z.strictObject({})

export const MemberShape = z.object({
  id: MemberField,
  mandate: MandateField,
  country: CountryField.optional(),
  name: z.object({ ar: z.string(), en: z.string(), fr: z.string(), es: z.string() }),
})

export const AccountShape = z.object({
  id: z.string(),
  displayName: z.string(),
  roles: z.array(z.enum(ROLES)),
  permissions: z.array(z.enum(PERMISSIONS)),
  /** The service the officer belongs to, in the member's words: "Border police, Marrakech airport". */
  entity: z.string(),
  language: LanguageField,
  isDemonstration: z.boolean(),
})
export type AccountView = z.infer<typeof AccountShape>

export const SessionShape = z.object({
  network: z.string(),
  member: MemberShape,
  members: z.array(MemberShape),
  isDemonstration: z.boolean(),
  account: AccountShape.nullable(),
  /** One-click accounts: only ever filled in demonstration mode. */
  demonstrationAccounts: z.array(
    AccountShape.pick({ id: true, displayName: true, roles: true, entity: true, language: true }),
  ),
})
export type SessionView = z.infer<typeof SessionShape>

export const NameExplanationShape = z.object({
  type: z.literal('person'),
  listedName: z.string(),
  parts: z.array(
    z.object({
      asked: z.string(),
      listed: z.string(),
      agreement: z.enum(['same', 'close', 'transliteration', 'equivalent', 'initial', 'joined', 'different']),
      similarity: z.number(),
    }),
  ),
  unmatchedAsked: z.array(z.string()),
  unmatchedListed: z.array(z.string()),
  birth: z.object({
    level: z.enum(['same', 'same-year', 'swapped', 'close', 'conflict', 'unknown']),
    asked: z.string().optional(),
    listed: z.string().optional(),
  }),
  nationality: z.enum(['same', 'different', 'unknown']),
  sex: z.enum(['same', 'different', 'unknown']),
  /** What speaks for (positive) and against (negative), in log-odds; together the log-odds of the score. */
  terms: z.array(z.object({ term: z.enum(TERM_CODES), logOdds: z.number() })).max(TERM_CODES.length),
})
export const KeyExplanationShape = z.object({
  type: z.literal('key'),
  asked: z.string(),
  listed: z.string(),
  /**
   * `same`: character for character after normalisation; `confusable`: one easily confused character apart (O and 0); `partial`: but for
   * zeros in front, lost capitals, a mail tag, a branch, the country of a telephone number, the page of a site; `other-issuer`: of another country.
   */
  agreement: z.enum(['same', 'confusable', 'partial', 'other-issuer']),
})

export const DECISIONS = ['same', 'not-same', 'cannot-tell'] as const

export const CandidateShape = z.object({
  recordId: UuidField,
  database: DatabaseField,
  noticeKind: NoticeKindField.optional(),
  subjectType: z.enum(['person', 'entity', 'vessel', 'aircraft', 'document', 'vehicle']),
  status: z.string(),
  owner: MemberField,
  /** Name, document number or plate, as the owner recorded it. */
  title: z.string(),
  details: z.object({
    births: z.array(z.string()),
    birthPlaces: z.array(z.string()),
    nationalities: z.array(z.string()),
    otherNames: z.array(z.string()),
    issuingCountry: z.string().optional(),
    list: z.string().optional(),
    reference: z.string().optional(),
  }),
  /** Calibrated: of a hundred candidates shown with 0.80, about eighty are the person asked for. 1 for an exact key. */
  score: z.number().min(0).max(1),
  strength: z.enum(['strong', 'possible']),
  explanation: z.discriminatedUnion('type', [NameExplanationShape, KeyExplanationShape]),
  /** The explanation as one sentence, in the reader's language. */
  sentence: z.string(),
  may: z.array(z.enum(MEASURES)),
  mayNot: z.array(z.enum(PROHIBITIONS)),
  decision: z.enum(DECISIONS).nullable(),
})
export type CandidateView = z.infer<typeof CandidateShape>

export const MrzShape = z.object({
  format: z.enum(['TD1', 'TD2', 'TD3']),
  documentType: z.string(),
  documentNumber: z.string(),
  issuingState: z.string(),
  issuingCountry: CountryField.optional(),
  surname: z.string(),
  given: z.string(),
  nationality: z.string(),
  nationalityCountry: CountryField.optional(),
  birthDate: z.string().optional(),
  sex: z.string().optional(),
  expiresOn: z.string().optional(),
  checks: z.array(
    z.object({
      field: z.enum(['document-number', 'birth-date', 'expiry-date', 'personal-number', 'composite']),
      printed: z.string(),
      computed: z.string(),
      valid: z.boolean(),
    }),
  ),
})

export const IdentifierReadingShape = z.object({
  type: z.enum(IDENTIFIER_TYPES),
  /** As people write it. */
  display: z.string(),
  /** `none`: the form has no check digit, or only its issuer can verify it. */
  checkDigit: z.enum(['valid', 'invalid', 'none']),
})

export const CheckShape = z.object({
  id: UuidField,
  at: InstantField,
  purpose: PurposeField,
  kinds: z.array(z.enum(['person', 'document', 'vehicle', 'identifier'])),
  /** Present when the check was made from a machine readable zone. */
  mrz: MrzShape.optional(),
  /** Present when an account, address or number was asked: as what it was looked up, most likely first. */
  readings: z.array(IdentifierReadingShape).optional(),
  candidates: z.array(CandidateShape),
  /** More candidates exist than are shown: a birth date or another name part narrows them. */
  isCut: z.boolean(),
  /** The name fits more records than can be told apart without a birth date. */
  tooMany: z.boolean().optional(),
  milliseconds: z.number(),
})
export type CheckView = z.infer<typeof CheckShape>

export const RecordRowShape = z.object({
  id: UuidField,
  database: DatabaseField,
  owner: MemberField,
  title: z.string(),
  status: z.string(),
  noticeKind: NoticeKindField.optional(),
  recordedOn: InstantField,
  version: z.int(),
  isOwn: z.boolean(),
})

export const HolderShape = z.object({
  member: MemberField,
  /** `sent`: not fetched yet; `received`: holds it; `erased`: has answered the withdrawal with a signed receipt. */
  state: z.enum(['sent', 'received', 'erased']),
  at: InstantField.nullable(),
})

export const RecordViewShape = z.object({
  id: UuidField,
  version: z.int(),
  isOwn: z.boolean(),
  isWithdrawn: z.boolean(),
  withdrawnAt: InstantField.nullable(),
  /** Null once withdrawn: the contents are erased here too. */
  record: RecordField.nullable(),
  database: DatabaseField,
  owner: MemberField,
  holders: z.array(HolderShape),
  mayWithdraw: z.boolean(),
})

export const HitRowShape = z.object({
  id: UuidField,
  box: z.enum(['received', 'sent']),
  reporter: MemberField,
  owner: MemberField,
  at: InstantField,
  hit: HitField,
  /** Title of the record, when it is still held. */
  title: z.string().nullable(),
})

export const PeerShape = z.object({
  member: MemberShape,
  address: z.string(),
  isSelf: z.boolean(),
  /** What we have applied of the peer's feed to us, and how many acts we know it has issued to us. */
  incoming: z.object({
    cursor: z.int(),
    lag: z.int(),
    lastAppliedAt: InstantField.nullable(),
    lastContactAt: InstantField.nullable(),
    refused: z.int(),
    error: z.string().nullable(),
  }),
  /** What we have issued to the peer, and the highest number for which it sent a signed receipt. */
  outgoing: z.object({ issued: z.int(), receipted: z.int(), lastReceiptAt: InstantField.nullable() }),
  fingerprint: z.string(),
})

export const LedgerShape = z.object({
  logs: z.array(
    z.object({
      name: z.enum(['acts', 'accesses']),
      size: z.int(),
      checkpoint: z
        .object({ size: z.int(), root: z.string(), at: InstantField, note: z.string() })
        .nullable(),
    }),
  ),
  entries: z.array(
    z.object({
      log: z.enum(['acts', 'accesses']),
      index: z.int(),
      at: InstantField,
      kind: z.string(),
      actor: z.string(),
      purpose: z.string().nullable(),
      subject: z.string().nullable(),
      /** Codes: what was decided, or the kinds an arriving act was refused for. */
      outcome: z.string().nullable(),
      commitment: z.string(),
      isErased: z.boolean(),
    }),
  ),
})

export const FindingShape = z.object({ where: z.string(), what: z.string() })
export const VerificationShape = z.object({
  isSound: z.boolean(),
  logs: z.array(
    z.object({ name: z.enum(['acts', 'accesses']), size: z.int(), root: z.string(), checkpoints: z.int() }),
  ),
  findings: z.array(FindingShape),
  milliseconds: z.number(),
})

/** What a diagnosis can find. Public: never renamed, and never used again for something else. */
export const DIAGNOSIS_CODES = [
  'store/answers',
  'store/fails',
  'disk/room',
  'disk/short',
  'key-files/closed',
  'key-files/open',
  'certificate/valid',
  'certificate/expires',
  'certificate/expired',
  'certificate/not-of-charter',
  'check-index/complete',
  'check-index/incomplete',
  'snapshot/kept',
  'snapshot/none',
  'erasures/confirmed',
  'erasures/due',
  'peers/not-followed',
  'peer/answered',
  'peer/not-asked',
  'peer/unreachable',
  'peer/silent',
  'peer/address-unknown',
  'peer/other-certificate',
  'peer/certificate-expired',
  'peer/hangs-up',
  'peer/answered-status',
  'peer/broke-off',
  'peer/too-much',
  'peer/holds-back',
  'peer/feed-broken',
  'peer/fails',
  'runtime/pinned',
  'runtime/other',
  'writing/fails',
] as const satisfies readonly DiagnosisCode[]

/** `name`, `detail` and `cure` are in the reader's language. */
export const DiagnosisShape = z.object({
  isHealthy: z.boolean(),
  checks: z.array(
    z.object({
      code: z.enum(DIAGNOSIS_CODES),
      name: z.string(),
      /** The peer that the line is about. */
      member: MemberField.optional(),
      state: z.enum(['good', 'warning', 'bad']),
      detail: z.string(),
      cure: z.string().nullable(),
    }),
  ),
})

/** One line of an import's answer: application/x-ndjson, progress first, then one result or refusal. */
export const ImportEventShape = z.discriminatedUnion('event', [
  z.object({ event: z.literal('reading'), bytes: z.int(), entries: z.int() }),
  z.object({ event: z.literal('applying'), done: z.int(), of: z.int() }),
  z.object({
    event: z.literal('done'),
    entries: z.int(),
    published: z.int(),
    updated: z.int(),
    withdrawn: z.int(),
    unchanged: z.int(),
    milliseconds: z.number(),
  }),
  z.object({
    event: z.literal('refused'),
    problem: z.object({ type: z.string(), title: z.string(), status: z.int() }).loose(),
  }),
])
