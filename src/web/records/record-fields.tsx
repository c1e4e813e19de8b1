import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { PoliceRecord, TravelDocument, Vehicle } from '#acts/record.ts'
import { primaryName } from '#acts/person.ts'
import { type Fact, Facts } from '../components/facts.tsx'
import panel from '../components/panel.module.css'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { useMemberName } from '../session.ts'

export function titleOf(record: PoliceRecord): string {
  switch (record.database) {
    case 'notices':
      return primaryName(record.subject)
    case 'travel-documents':
      return record.number
    case 'vehicles':
      return record.plate ?? record.vin ?? record.make
  }
}

/** What a document or vehicle record holds, then what every record states. */
export function RecordFields({ record }: { readonly record: PoliceRecord }): ReactNode {
  const { t } = useLingui()
  if (record.database === 'notices') return null
  return (
    <section className={`${panel.panel} ${panel.padded}`}>
      <h2 className={panel.sectionTitle}>
        {record.database === 'vehicles' ? t`The vehicle` : t`The document`}
      </h2>
      {record.database === 'vehicles' ? (
        <VehicleFields vehicle={record} />
      ) : (
        <DocumentFields document={record} />
      )}
    </section>
  )
}

function DocumentFields({ document }: { readonly document: TravelDocument }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const facts: readonly Fact[] = [
    { term: t`Document number`, code: document.number },
    { term: t`Type of document`, text: labels.documentTypes[document.documentType] },
    { term: t`Issuing country`, text: format.country(document.issuingCountry) },
    { term: t`Status`, text: labels.documentStatuses[document.status] },
    { term: t`Missing since`, text: document.missingSince && format.day(document.missingSince) },
  ]
  return <Facts facts={facts} />
}

function VehicleFields({ vehicle }: { readonly vehicle: Vehicle }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const facts: readonly Fact[] = [
    { term: t`Vehicle identification number (VIN)`, code: vehicle.vin },
    { term: t`Plate`, text: vehicle.plate },
    { term: t`Country of the plate`, text: vehicle.plateCountry && format.country(vehicle.plateCountry) },
    { term: t`Make`, text: vehicle.make },
    { term: t`Model`, text: vehicle.model },
    { term: t`Colour`, text: vehicle.colour },
    { term: t`Status`, text: labels.vehicleStatuses[vehicle.status] },
    { term: t`Missing since`, text: vehicle.missingSince && format.day(vehicle.missingSince) },
  ]
  return <Facts facts={facts} />
}

/** Source, date, purposes, event, confidentiality, retention, relevance (RPD 37(2)). */
export function MinimumBlock({ record }: { readonly record: PoliceRecord }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const memberName = useMemberName()
  const facts: readonly Fact[] = [
    { term: t`Source`, text: memberName(record.source) },
    { term: t`Recorded`, text: format.moment(record.recordedOn) },
    { term: t`Keep until`, text: format.day(record.retainUntil) },
    { term: t`Confidentiality`, text: labels.confidentialities[record.confidentiality] },
    {
      term: t`Purposes`,
      text: record.purposes.map((purpose) => labels.purposes[purpose]).join(' · '),
      isWide: true,
    },
    { term: t`Event`, text: record.event, isWide: true },
    { term: t`Relevance`, text: record.relevance, isWide: true },
  ]
  return (
    <section className={`${panel.panel} ${panel.padded}`}>
      <h2 className={panel.sectionTitle}>{t`What every record must state`}</h2>
      <Facts facts={facts} />
    </section>
  )
}
