import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { CountrySelect } from '../components/country-select.tsx'
import { fieldErrorsOf } from '../components/problem-alert.tsx'
import { CheckButtons } from './check-buttons.tsx'
import type { QuestionFormProps } from './check-desk.tsx'
import styles from './check-desk.module.css'

const EMPTY = { vin: '', plate: '', plateCountry: null } as const

interface Draft {
  readonly vin: string
  readonly plate: string
  readonly plateCountry: string | null
}

export function VehicleForm({ isShown, isAsking, error, onAsk }: QuestionFormProps<'vehicle'>): ReactNode {
  const { t } = useLingui()
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const errors = isShown ? fieldErrorsOf(error) : {}
  const vin = draft.vin.trim()
  const plate = draft.plate.trim()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onAsk({
      ...(vin !== '' && { vin }),
      ...(plate !== '' && { plate }),
      ...(draft.plateCountry !== null && { plateCountry: draft.plateCountry }),
    })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <TextInput
        className={styles.full}
        classNames={{ input: 'mono' }}
        size="lg"
        label={t`Vehicle identification number (VIN)`}
        description={t`Give the identification number, the plate, or both`}
        dir="ltr"
        required={plate === ''}
        maxLength={25}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        {...(isShown && { 'data-search-box': true })}
        value={draft.vin}
        error={errors['vin']}
        onChange={(event) => setDraft({ ...draft, vin: event.currentTarget.value })}
      />
      <TextInput
        className={styles.half}
        label={t`Plate`}
        data-free-text
        required={vin === ''}
        maxLength={20}
        autoComplete="off"
        spellCheck={false}
        value={draft.plate}
        error={errors['plate']}
        onChange={(event) => setDraft({ ...draft, plate: event.currentTarget.value })}
      />
      <CountrySelect
        className={styles.half}
        label={t`Country of the plate`}
        placeholder={t`Not known`}
        value={draft.plateCountry}
        error={errors['plateCountry']}
        onChange={(plateCountry) => setDraft({ ...draft, plateCountry })}
      />
      <CheckButtons isAsking={isAsking} onClear={() => setDraft(EMPTY)} />
    </form>
  )
}
