import type { Act, ActOf, Erasure, Hit } from '#acts/act.ts'
import type { Notice, TravelDocument, Vehicle } from '#acts/record.ts'
import type { Account, CheckMade } from '#desks/ports.ts'
import type { TravelDocumentDraft } from '#desks/records/record-travel-document.ts'
import type { ImportedEntry } from '#desks/notices/import-list.ts'
import { mintOwnId } from '#exchange/own-id.ts'
import type { Day, Instant, PartialDate } from '#kernel/days.ts'
import type { CountryCode, MemberId, Uuid } from '#kernel/ids.ts'

/** Valid things of an invented world. A test changes only what it is about. */
export const TODAY = '2026-11-23' as Day
export const NOW = '2026-11-23T09:00:00.000Z' as Instant
export const KENYA = 'KE' as MemberId
export const SINGAPORE = 'SG' as MemberId
export const SECRETARIAT = 'GS' as MemberId

const ID_MS = Date.parse('2024-12-31T00:00:00.000Z')

/** An id of this member's own that its number decides, up to 2^30. Those of one member sort by their numbers. */
export function anId(number: number, issuer: MemberId = KENYA): Uuid {
  const random = new Uint8Array(10)
  new DataView(random.buffer).setUint32(2, number)
  return mintOwnId(issuer, ID_MS, () => random)
}

const minimum = {
  recordedOn: NOW,
  purposes: ['identify' as const],
  confidentiality: 'official-use-only' as const,
  retainUntil: '2031-11-23' as Day,
  event: 'Reported stolen at a bus station',
  relevance: 'May be used to cross borders',
}

export function aTravelDocument(change: Partial<TravelDocument> = {}): TravelDocument {
  return {
    ...minimum,
    database: 'travel-documents',
    source: KENYA,
    status: 'stolen',
    documentType: 'passport',
    number: 'ZQ7315842',
    issuingCountry: 'KE' as CountryCode,
    ...change,
  }
}

export function aTravelDocumentDraft(change: Partial<TravelDocumentDraft> = {}): TravelDocumentDraft {
  const { purposes, event, relevance, status, documentType, number, issuingCountry } = aTravelDocument()
  return { purposes, event, relevance, status, documentType, number, issuingCountry, ...change }
}

export function aVehicle(change: Partial<Vehicle> = {}): Vehicle {
  return {
    ...minimum,
    database: 'vehicles',
    source: KENYA,
    status: 'stolen',
    plate: 'QQX 771Z',
    plateCountry: 'KE' as CountryCode,
    make: 'Karwana',
    model: 'Dunia 4',
    ...change,
  }
}

export function aNotice(change: Partial<Notice> = {}): Notice {
  return {
    ...minimum,
    purposes: ['locate', 'warn'],
    database: 'notices',
    source: SECRETARIAT,
    kind: 'un-special',
    status: 'un-sanctions',
    subject: {
      type: 'person',
      names: [{ text: 'Oleksa Drohvyn', use: 'primary', quality: 'good' }],
      births: [{ type: 'exact', on: '1975-03-09' as PartialDate }],
      birthPlaces: [],
      nationalities: [],
      documents: [],
      addresses: [],
      titles: [],
      designations: [],
    },
    list: { name: 'Invented list', reference: 'INi.001' },
    updatedOn: [],
    ...change,
  }
}

export function anEntry(id: string, name = `Oleksa Drohvyn ${id}`): ImportedEntry {
  const { kind, status, list, updatedOn } = aNotice()
  return {
    id,
    notice: {
      kind,
      status,
      updatedOn,
      list: { ...list, reference: `INi.${id}` },
      subject: {
        type: 'person',
        names: [{ text: name, use: 'primary', quality: 'good' }],
        births: [],
        birthPlaces: [],
        nationalities: [],
        documents: [],
        addresses: [],
        titles: [],
        designations: [],
      },
    },
  }
}

export function aHit(change: Partial<Hit> = {}): Hit {
  return {
    record: anId(1),
    database: 'travel-documents',
    checkedAt: NOW,
    purpose: 'border-control',
    reportedBy: 'Woodlands, lane eleven',
    seen: { documentNumber: 'ZQ7315842' },
    reason: 'number and photograph agree',
    ...change,
  }
}

export function anErasure(change: Partial<Erasure> = {}): Erasure {
  return {
    order: anId(90),
    record: anId(1),
    erasedAt: NOW,
    rows: 1,
    keys: 1,
    indexEntries: 1,
    envelopes: 0,
    ...change,
  }
}

/** The act and its subject bear ids of whoever issues it. */
const header = (issuer: MemberId, subject = 1) => ({
  id: anId(100, issuer),
  network: 'entraide-test',
  issuer,
  subject: anId(subject, issuer),
  issuedAt: NOW,
  recipients: [SECRETARIAT, SINGAPORE],
})

type Header = Partial<Omit<Act, 'type' | 'body'>>

export function aPublication(
  record: ActOf<'record/published'>['body']['record'] = aTravelDocument(),
  change: Header = {},
): Act {
  const issuer = change.issuer ?? record.source
  return { ...header(issuer), type: 'record/published', body: { record }, ...change }
}

export function anUpdate(
  record: ActOf<'record/updated'>['body']['record'] = aTravelDocument(),
  change: Header = {},
): Act {
  const issuer = change.issuer ?? record.source
  return { ...header(issuer), type: 'record/updated', body: { record }, ...change }
}

export function aWithdrawal(change: Header = {}): Act {
  return {
    ...header(change.issuer ?? KENYA),
    type: 'record/withdrawn',
    body: { database: 'travel-documents', reason: 'found again' },
    ...change,
  }
}

/** A hit by Singapore on a record of Kenya, addressed to Kenya alone. */
export function aHitReport(hit: Hit = aHit(), change: Header = {}): Act {
  return {
    ...header(change.issuer ?? SINGAPORE, 2),
    recipients: [KENYA],
    type: 'hit/reported',
    body: { hit },
    ...change,
  }
}

export function aConfirmation(erasure: Erasure = anErasure(), change: Header = {}): Act {
  return {
    ...header(change.issuer ?? SINGAPORE, 3),
    recipients: [KENYA],
    type: 'erasure/confirmed',
    body: { erasure },
    ...change,
  }
}

/** A check that can be decided for one second. */
export function aCheck(number: number, change: Partial<CheckMade> = {}): CheckMade {
  return {
    id: anId(number),
    at: NOW,
    account: 'test.border',
    entity: 'Lane eleven',
    purpose: 'border-control',
    place: null,
    seen: { documentNumber: 'ZQ7315842' },
    expiresAt: '2026-11-23T09:00:01.000Z' as Instant,
    ...change,
  }
}

export function anAccount(id: string, change: Partial<Account> = {}): Account {
  return {
    id,
    displayName: 'Wanjiru Achieng',
    entity: 'Busia border post',
    roles: ['border-officer', 'operator'],
    language: 'fr',
    isDemonstration: false,
    passwordHash: '$argon2id$v=19$m=16,t=2,p=1$eA$eA',
    ...change,
  }
}
