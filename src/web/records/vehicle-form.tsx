import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { VEHICLE_STATUSES } from '#acts/record.ts'
import { recordVehicle } from '#http/contract/records.ts'
import { CountrySelect } from '../components/country-select.tsx'
import panel from '../components/panel.module.css'
import { PartialDateInput } from '../components/partial-date-input.tsx'
import { fieldErrorsOf, ProblemAlert } from '../components/problem-alert.tsx'
import { useLanguage } from '../language.tsx'
import { api } from '../queries.ts'
import { EMPTY_MINIMUM, MinimumFields, minimumOf } from './minimum-fields.tsx'
import { useRecording } from './use-recording.ts'

interface Draft {
  readonly status: (typeof VEHICLE_STATUSES)[number]
  readonly vin: string
  readonly plate: string
  readonly plateCountry: string
  readonly make: string
  readonly model: string
  readonly colour: string
  readonly missingSince: string
}

const EMPTY: Draft = {
  status: 'stolen',
  vin: '',
  plate: '',
  plateCountry: '',
  make: '',
  model: '',
  colour: '',
  missingSince: '',
}

export function VehicleForm(): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const [minimum, setMinimum] = useState(EMPTY_MINIMUM)
  const [draft, setDraft] = useState(EMPTY)
  const recording = useRecording(({ status, make, ...optional }: Draft) =>
    api(recordVehicle, { body: { ...minimumOf(minimum), status, make: make.trim(), ...givenOf(optional) } }),
  )
  const errors = fieldErrorsOf(recording.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    recording.mutate(draft)
  }
  const text = (field: Exclude<keyof Draft, 'status'>) => ({
    value: draft[field],
    error: errors[field],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setDraft({ ...draft, [field]: event.currentTarget.value }),
  })
  return (
    <form noValidate className={panel.stack} onSubmit={submit}>
      <fieldset className={panel.fieldset}>
        <legend>{t`The vehicle`}</legend>
        <div className={panel.grid}>
          <TextInput
            label={t`Vehicle identification number (VIN)`}
            classNames={{ input: 'mono' }}
            required={draft.plate === ''}
            dir="ltr"
            maxLength={25}
            autoComplete="off"
            spellCheck={false}
            data-search-box
            {...text('vin')}
          />
          <TextInput
            label={t`Plate`}
            required={draft.vin === ''}
            data-free-text
            maxLength={20}
            autoComplete="off"
            {...text('plate')}
          />
          <CountrySelect
            label={t`Country of the plate`}
            value={draft.plateCountry === '' ? null : draft.plateCountry}
            error={errors['plateCountry']}
            onChange={(plateCountry) => setDraft({ ...draft, plateCountry: plateCountry ?? '' })}
          />
          <TextInput label={t`Make`} required maxLength={300} data-free-text {...text('make')} />
          <TextInput label={t`Model`} maxLength={300} data-free-text {...text('model')} />
          <TextInput label={t`Colour`} maxLength={300} data-free-text {...text('colour')} />
          <Select
            label={t`Status`}
            required
            allowDeselect={false}
            data={VEHICLE_STATUSES.map((status) => ({
              value: status,
              label: labels.vehicleStatuses[status],
            }))}
            value={draft.status}
            error={errors['status']}
            onChange={(_, option) =>
              setDraft({
                ...draft,
                status: VEHICLE_STATUSES.find((each) => each === option?.value) ?? 'stolen',
              })
            }
          />
          <PartialDateInput
            label={t`Missing since`}
            description={t`Year, month or day: 1980, 1980-05, 1980-05-12`}
            value={draft.missingSince}
            error={errors['missingSince']}
            onChange={(missingSince) => setDraft({ ...draft, missingSince })}
          />
        </div>
      </fieldset>
      <MinimumFields draft={minimum} errors={errors} onChange={setMinimum} />
      <ProblemAlert error={recording.error} />
      <div>
        <Button type="submit" loading={recording.isPending}>
          <Trans>Record and send to all members</Trans>
        </Button>
      </div>
    </form>
  )
}

/** The optional fields that were filled in, trimmed. */
function givenOf<Fields extends Readonly<Record<string, string>>>(fields: Fields): Partial<Fields> {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value.trim() === '' ? [] : [[name, value.trim()]],
  )
  return Object.fromEntries(given)
}
