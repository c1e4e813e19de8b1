import type { PoliceRecord } from '#acts/record.ts'

/** What may follow a candidate, and what may not on the candidate alone (RPD 12, 47, 61-63, 92-96). Codes; words are in acts/labels. */
export const MEASURES = [
  'verify-identity',
  'contact-owner',
  'report-hit',
  'apply-sanctions-measures',
  'retain-document',
  'retain-vehicle',
  'ask-secondary-examination',
] as const
export type Measure = (typeof MEASURES)[number]

export const PROHIBITIONS = [
  'arrest-on-this-alone',
  'refuse-entry-on-this-alone',
  'tell-third-parties',
  'copy-to-other-systems',
  'use-for-other-purpose',
] as const
export type Prohibition = (typeof PROHIBITIONS)[number]

export interface Measures {
  readonly may: readonly Measure[]
  readonly mayNot: readonly Prohibition[]
}

const ALWAYS: readonly Measure[] = [
  'verify-identity',
  'contact-owner',
  'report-hit',
  'ask-secondary-examination',
]
const NEVER: readonly Prohibition[] = [
  'arrest-on-this-alone',
  'tell-third-parties',
  'copy-to-other-systems',
  'use-for-other-purpose',
]

export function measuresFor(record: PoliceRecord): Measures {
  switch (record.database) {
    case 'notices':
      return {
        may: record.kind === 'un-special' ? [...ALWAYS, 'apply-sanctions-measures'] : ALWAYS,
        mayNot: [...NEVER, 'refuse-entry-on-this-alone'],
      }
    case 'travel-documents':
      return { may: [...ALWAYS, 'retain-document'], mayNot: NEVER }
    case 'vehicles':
      return { may: [...ALWAYS, 'retain-vehicle'], mayNot: NEVER }
  }
}
