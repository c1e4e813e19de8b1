import type { ActType } from '#acts/act.ts'
import type { Language, Mandate } from '#acts/charter.ts'
import type { Confidentiality, PERSON_STATUSES, Purpose, SEXES } from '#acts/fields.ts'
import type { DocumentType, IdentifierType, Name, Subject } from '#acts/person.ts'
import type { Database, DOCUMENT_STATUSES, NoticeKind, VEHICLE_STATUSES } from '#acts/record.ts'

/**
 * The words of every coded value, in one language. A code without its word does not compile.
 *
 * Codes that belong to modules above this one (roles, permissions, actions) are listed here by their text; the test
 * beside this file holds them against their source.
 */
export interface Labels {
  readonly languages: Words<Language>
  readonly mandates: Words<Mandate>
  readonly purposes: Words<Purpose>
  readonly confidentialities: Words<Confidentiality>
  readonly personStatuses: Words<(typeof PERSON_STATUSES)[number]>
  readonly sexes: Words<(typeof SEXES)[number]>
  readonly databases: Words<Database>
  readonly noticeKinds: Words<NoticeKind>
  readonly documentTypes: Words<DocumentType>
  readonly identifierTypes: Words<IdentifierType | 'document' | 'national-number'>
  readonly checkDigits: Words<'valid' | 'invalid' | 'none'>
  readonly documentStatuses: Words<(typeof DOCUMENT_STATUSES)[number]>
  readonly vehicleStatuses: Words<(typeof VEHICLE_STATUSES)[number]>
  readonly subjectTypes: Words<Subject['type'] | 'document' | 'vehicle'>
  readonly nameUses: Words<Name['use']>
  readonly nameQualities: Words<Name['quality']>
  readonly actTypes: Words<ActType>
  readonly roles: Words<
    'border-officer' | 'bureau-officer' | 'notices-officer' | 'administrator' | 'operator'
  >
  readonly permissions: Words<
    | 'check:person'
    | 'check:document'
    | 'check:vehicle'
    | 'check:identifier'
    | 'check:decide'
    | 'record:read'
    | 'record:record'
    | 'record:withdraw'
    | 'hit:read'
    | 'list:import'
    | 'network:read'
    | 'ledger:read'
    | 'ledger:verify'
    | 'node:diagnose'
    | 'account:manage'
  >
  /** What may be done on a candidate. */
  readonly measures: Words<
    | 'verify-identity'
    | 'contact-owner'
    | 'report-hit'
    | 'apply-sanctions-measures'
    | 'retain-document'
    | 'retain-vehicle'
    | 'ask-secondary-examination'
  >
  /** What may not be done on a candidate. Each reads after "You may not". */
  readonly prohibitions: Words<
    | 'arrest-on-this-alone'
    | 'refuse-entry-on-this-alone'
    | 'tell-third-parties'
    | 'copy-to-other-systems'
    | 'use-for-other-purpose'
  >
  readonly decisions: Words<'same' | 'not-same' | 'cannot-tell'>
  readonly strengths: Words<'strong' | 'possible'>
  /** How one part of an asked name agrees with one part of the listed name. */
  readonly partAgreements: Words<
    'same' | 'close' | 'transliteration' | 'equivalent' | 'initial' | 'joined' | 'different'
  >
  /** What speaks for or against that a listed person is the one asked about. */
  readonly matchTerms: Words<
    | 'start'
    | 'agreement'
    | 'rarity'
    | 'contradiction'
    | 'left-over-asked'
    | 'left-over-listed'
    | 'shape'
    | 'doubted'
    | 'script'
    | 'rivals'
    | 'birth'
    | 'nationality'
    | 'sex'
  >
  readonly keyAgreements: Words<'same' | 'confusable' | 'partial' | 'other-issuer'>
  readonly birthLevels: Words<'same' | 'same-year' | 'swapped' | 'close' | 'conflict' | 'unknown'>
  readonly comparisons: Words<'same' | 'different' | 'unknown'>
  readonly holderStates: Words<'sent' | 'received' | 'erased'>
  readonly boxes: Words<'received' | 'sent'>
  readonly logs: Words<'acts' | 'accesses'>
  readonly findingStates: Words<'good' | 'warning' | 'bad'>
  /** What the log of accesses names, reads included. */
  readonly accessKinds: Words<
    | 'check/person'
    | 'check/document'
    | 'check/vehicle'
    | 'check/identifier'
    | 'check/mrz'
    | 'check/border'
    | 'check/batch'
    | 'check/decided'
    | 'record/read'
    | 'record/listed'
    | 'record/recorded'
    | 'record/withdrawn'
    | 'record/erased'
    | 'hit/listed'
    | 'network/read'
    | 'ledger/read'
    | 'ledger/verified'
    | 'node/diagnosed'
    | 'session/opened'
    | 'session/refused'
    | 'session/closed'
    | 'account/added'
    | 'account/listed'
    | 'access/refused'
    | 'list/imported'
    | 'list/refused'
    | 'act/applied'
    | 'act/refused'
  >
  /** What a verification of the ledger can find. */
  readonly findings: Words<
    | 'ledger/leaf-missing'
    | 'ledger/leaf-repeated'
    | 'ledger/entry-changed'
    | 'ledger/commitment-changed'
    | 'ledger/leaf-hash-changed'
    | 'ledger/leaf-malformed'
    | 'ledger/no-checkpoint'
    | 'ledger/checkpoint-unreadable'
    | 'ledger/checkpoint-of-another-log'
    | 'ledger/checkpoint-signature'
    | 'ledger/checkpoint-goes-back'
    | 'ledger/checkpoint-beyond-log'
    | 'ledger/root-differs'
    | 'ledger/split-view'
    | 'ledger/checkpoint-row-changed'
    | 'act/content-changed'
    | 'feed/item-changed'
    | 'feed/envelope-changed'
  >
  readonly mrzFields: Words<
    'document-number' | 'birth-date' | 'expiry-date' | 'personal-number' | 'composite'
  >
}

export type Words<Code extends string> = Readonly<Record<Code, string>>

/** The word of a code that came as plain text, or the code itself when this version does not know it. */
export function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code
}
