import type { Mandate, MemberCard } from '#acts/charter.ts'
import type { CountryCode, MemberId } from '#kernel/ids.ts'

export interface MemberPlan {
  readonly id: MemberId
  readonly mandate: Mandate
  readonly country?: CountryCode
  readonly name: MemberCard['name']
}

/** The four members of the first network. The demonstration borrows country codes; everything else in it is invented. */
export const FOUR_MEMBERS: readonly MemberPlan[] = [
  {
    id: 'GS' as MemberId,
    mandate: 'general-secretariat',
    name: {
      ar: 'الأمانة العامة',
      en: 'General Secretariat',
      fr: 'Secrétariat général',
      es: 'Secretaría General',
    },
  },
  {
    id: 'MA' as MemberId,
    mandate: 'bureau',
    country: 'MA' as CountryCode,
    name: {
      ar: 'المكتب الوطني، المغرب',
      en: 'National bureau, Morocco',
      fr: 'Bureau national, Maroc',
      es: 'Oficina nacional, Marruecos',
    },
  },
  {
    id: 'KE' as MemberId,
    mandate: 'bureau',
    country: 'KE' as CountryCode,
    name: {
      ar: 'المكتب الوطني، كينيا',
      en: 'National bureau, Kenya',
      fr: 'Bureau national, Kenya',
      es: 'Oficina nacional, Kenia',
    },
  },
  {
    id: 'SG' as MemberId,
    mandate: 'bureau',
    country: 'SG' as CountryCode,
    name: {
      ar: 'المكتب الوطني، سنغافورة',
      en: 'National bureau, Singapore',
      fr: 'Bureau national, Singapour',
      es: 'Oficina nacional, Singapur',
    },
  },
]
