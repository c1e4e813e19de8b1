import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Birth, Identifier, IdentityDocument, Name, Person, Place, Subject } from '#acts/person.ts'
import { type Fact, Facts } from '../components/facts.tsx'
import panel from '../components/panel.module.css'
import table from '../components/table.module.css'
import { UntrustedText } from '../components/untrusted-text.tsx'
import { useFormat } from '../format.ts'
import type { Format } from '../intl.ts'
import { useLanguage } from '../language.tsx'
import styles from './notice.module.css'

/** Whom or what a notice is about: every name with its script and quality, then what identifies. */
export function SubjectView({ subject }: { readonly subject: Subject }): ReactNode {
  const { t } = useLingui()
  return (
    <>
      <section className={panel.panel}>
        <h2 className={`${panel.sectionTitle} ${panel.tableTitle}`}>{t`Names`}</h2>
        <NameTable names={subject.names} />
      </section>
      <section className={`${panel.panel} ${panel.padded}`}>
        <h2 className={panel.sectionTitle}>{t`Identity`}</h2>
        {subject.type === 'person' ? <PersonFacts person={subject} /> : <Places places={subject.addresses} />}
      </section>
      {subject.documents.length > 0 && (
        <section className={panel.panel}>
          <h2 className={`${panel.sectionTitle} ${panel.tableTitle}`}>{t`Documents`}</h2>
          <DocumentTable documents={subject.documents} />
        </section>
      )}
      {subject.identifiers !== undefined && subject.identifiers.length > 0 && (
        <section className={panel.panel}>
          <h2
            className={`${panel.sectionTitle} ${panel.tableTitle}`}
          >{t`Accounts, addresses and numbers`}</h2>
          <IdentifierTable identifiers={subject.identifiers} />
        </section>
      )}
    </>
  )
}

function NameTable({ names }: { readonly names: readonly Name[] }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t`Name`}</th>
          <th scope="col">{t`Use`}</th>
          <th scope="col">{t`Quality`}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name, index) => (
          <tr key={`${index} ${name.text}`}>
            <td>
              <UntrustedText className={styles.name}>{name.text}</UntrustedText>
            </td>
            <td>{labels.nameUses[name.use]}</td>
            <td className={styles.quality}>{labels.nameQualities[name.quality]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PersonFacts({ person }: { readonly person: Person }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const birthText = useBirthText()
  const facts: readonly Fact[] = [
    { term: t`Born`, drawn: listOf(person.births.map(birthText)) },
    { term: t`Place of birth`, drawn: listOf(person.birthPlaces.map((place) => placeText(place, format))) },
    { term: t`Nationality`, text: format.list(person.nationalities.map(format.country)) },
    { term: t`Sex`, text: person.sex && labels.sexes[person.sex] },
    { term: t`Titles`, text: person.titles.join(' · ') },
    {
      term: t`Addresses`,
      drawn: listOf(person.addresses.map((place) => placeText(place, format))),
      isWide: true,
    },
    { term: t`Functions`, drawn: listOf(person.designations), isWide: true },
  ]
  return <Facts facts={facts} />
}

function Places({ places }: { readonly places: readonly Place[] }): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  const known = listOf(places.map((place) => placeText(place, format)))
  if (known === undefined) return <p className="muted">{t`Nothing more is known`}</p>
  return <Facts facts={[{ term: t`Addresses`, drawn: known, isWide: true }]} />
}

function useBirthText(): (birth: Birth) => string {
  const { t } = useLingui()
  const format = useFormat()
  return (birth) => {
    if (birth.type === 'between') return t`between ${birth.fromYear} and ${birth.toYear}`
    const day = format.day(birth.on)
    return birth.type === 'approximately' ? t`about ${day}` : day
  }
}

function placeText(place: Place, format: Format): string {
  const country = place.country === undefined ? undefined : format.country(place.country)
  const parts = [place.city, place.region, country, place.text]
  return parts.filter((part) => part !== undefined).join(' · ')
}

function listOf(texts: readonly string[]): ReactNode {
  const known = texts.filter((text) => text !== '')
  if (known.length === 0) return undefined
  return (
    <ul className={styles.list}>
      {known.map((text, index) => (
        <li key={`${index} ${text}`}>
          <UntrustedText>{text}</UntrustedText>
        </li>
      ))}
    </ul>
  )
}

function DocumentTable({ documents }: { readonly documents: readonly IdentityDocument[] }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t`Document number`}</th>
          <th scope="col">{t`Type of document`}</th>
          <th scope="col">{t`Issuing country`}</th>
          <th scope="col">{t`Issued on`}</th>
          <th scope="col">{t`Expires on`}</th>
          <th scope="col">{t`Note`}</th>
        </tr>
      </thead>
      <tbody>
        {documents.map((document, index) => (
          <tr key={`${index} ${document.number}`}>
            <td>
              <span className="code">{document.number}</span>
            </td>
            <td>{labels.documentTypes[document.type]}</td>
            <td>{document.issuingCountry === undefined ? '—' : format.country(document.issuingCountry)}</td>
            <td data-label={t`Issued on`}>
              {document.issuedOn === undefined ? '—' : format.day(document.issuedOn)}
            </td>
            <td data-label={t`Expires on`}>
              {document.expiresOn === undefined ? '—' : format.day(document.expiresOn)}
            </td>
            <td>{document.note !== undefined && <UntrustedText>{document.note}</UntrustedText>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function IdentifierTable({ identifiers }: { readonly identifiers: readonly Identifier[] }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t`Account, address or number`}</th>
          <th scope="col">{t`Type`}</th>
          <th scope="col">{t`Country`}</th>
          <th scope="col">{t`Note`}</th>
        </tr>
      </thead>
      <tbody>
        {identifiers.map((identifier, index) => (
          <tr key={`${index} ${identifier.value}`}>
            <td>
              <UntrustedText className="code">{identifier.value}</UntrustedText>
            </td>
            <td>{labels.identifierTypes[identifier.type]}</td>
            <td>{identifier.country === undefined ? '—' : format.country(identifier.country)}</td>
            <td>{identifier.note !== undefined && <UntrustedText>{identifier.note}</UntrustedText>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
