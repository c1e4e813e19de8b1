import { useLingui } from '@lingui/react/macro'
import type { RowField } from '#gateway/passengers/passenger-row.ts'

/** What a passenger list can say of a traveller, in the reader's words. */
export function useFieldNames(): Readonly<Record<RowField, string>> {
  const { t } = useLingui()
  return {
    ref: t`Reference`,
    name: t`Name`,
    surname: t`Surname`,
    given: t`Given names`,
    birthDate: t`Date of birth`,
    nationality: t`Nationality`,
    sex: t`Sex`,
    documentNumber: t`Document number`,
    documentCountry: t`Issuing country`,
    documentType: t`Type of document`,
    vin: t`Identification number (VIN)`,
    plate: t`Registration plate`,
    plateCountry: t`Country of the plate`,
  }
}
