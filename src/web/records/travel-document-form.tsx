import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { DOCUMENT_TYPES } from '#acts/person.ts'
import { DOCUMENT_STATUSES } from '#acts/record.ts'
import { recordTravelDocument } from '#http/contract/records.ts'
import { CountrySelect } from '../components/country-select.tsx'
import panel from '../components/panel.module.css'
import { PartialDateInput } from '../components/partial-date-input.tsx'
import { fieldErrorsOf, ProblemAlert } from '../components/problem-alert.tsx'
import { useLanguage } from '../language.tsx'
import { api } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import { EMPTY_MINIMUM, MinimumFields, minimumOf } from './minimum-fields.tsx'
import { useRecording } from './use-recording.ts'

interface Draft {
  readonly status: (typeof DOCUMENT_STATUSES)[number]
  readonly documentType: (typeof DOCUMENT_TYPES)[number]
  readonly number: string
  readonly issuingCountry: string
  readonly missingSince: string
}

export function TravelDocumentForm(): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const { session } = useSignedIn()
  const [minimum, setMinimum] = useState(EMPTY_MINIMUM)
  const [draft, setDraft] = useState<Draft>({
    status: 'stolen',
    documentType: 'passport',
    number: '',
    issuingCountry: session.member.country ?? '',
    missingSince: '',
  })
  const recording = useRecording(({ missingSince, ...rest }: Draft) =>
    api(recordTravelDocument, {
      body: {
        ...minimumOf(minimum),
        ...rest,
        number: rest.number.trim(),
        ...(missingSince !== '' && { missingSince }),
      },
    }),
  )
  const errors = fieldErrorsOf(recording.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    recording.mutate(draft)
  }
  return (
    <form noValidate className={panel.stack} onSubmit={submit}>
      <fieldset className={panel.fieldset}>
        <legend>{t`The document`}</legend>
        <div className={panel.grid}>
          <TextInput
            label={t`Document number`}
            classNames={{ input: 'mono' }}
            required
            dir="ltr"
            minLength={3}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            data-search-box
            value={draft.number}
            error={errors['number']}
            onChange={(event) => setDraft({ ...draft, number: event.currentTarget.value })}
          />
          <Select
            label={t`Type of document`}
            required
            allowDeselect={false}
            data={DOCUMENT_TYPES.map((type) => ({ value: type, label: labels.documentTypes[type] }))}
            value={draft.documentType}
            error={errors['documentType']}
            onChange={(_, option) =>
              setDraft({
                ...draft,
                documentType: DOCUMENT_TYPES.find((each) => each === option?.value) ?? 'passport',
              })
            }
          />
          <CountrySelect
            label={t`Issuing country`}
            required
            clearable={false}
            allowDeselect={false}
            value={draft.issuingCountry}
            error={errors['issuingCountry']}
            onChange={(issuingCountry) => setDraft({ ...draft, issuingCountry: issuingCountry ?? '' })}
          />
          <Select
            label={t`Status`}
            required
            allowDeselect={false}
            data={DOCUMENT_STATUSES.map((status) => ({
              value: status,
              label: labels.documentStatuses[status],
            }))}
            value={draft.status}
            error={errors['status']}
            onChange={(_, option) =>
              setDraft({
                ...draft,
                status: DOCUMENT_STATUSES.find((each) => each === option?.value) ?? 'stolen',
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
