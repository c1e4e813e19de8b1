import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { CheckView } from '#http/contract/shapes.ts'
import { type Fact, Facts } from '../components/facts.tsx'
import panel from '../components/panel.module.css'
import { useFormat } from '../format.ts'
import { CheckDigits } from './mrz-preview.tsx'

/** What the node read from the zone: the holder and the document that were asked for. */
export function MrzHolder({ mrz }: { readonly mrz: NonNullable<CheckView['mrz']> }): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  const facts: readonly Fact[] = [
    { term: t`Surname`, text: mrz.surname },
    { term: t`Given names`, text: mrz.given },
    { term: t`Document number`, code: mrz.documentNumber },
    { term: t`Issuing country`, text: format.country(mrz.issuingCountry ?? mrz.issuingState) },
    { term: t`Nationality`, text: format.country(mrz.nationalityCountry ?? mrz.nationality) },
    { term: t`Date of birth`, text: mrz.birthDate === undefined ? undefined : format.day(mrz.birthDate) },
    { term: t`Expires on`, text: mrz.expiresOn === undefined ? undefined : format.day(mrz.expiresOn) },
  ]
  return (
    <div className={`${panel.panel} ${panel.padded} ${panel.stack}`}>
      <Facts facts={facts} />
      <CheckDigits checks={mrz.checks} />
    </div>
  )
}
