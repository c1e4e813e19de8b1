import { useLingui } from '@lingui/react/macro'
import { Select, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { DOCUMENT_TYPES } from '#acts/person.ts'
import { CountrySelect } from '../components/country-select.tsx'
import { fieldErrorsOf } from '../components/problem-alert.tsx'
import { useLanguage } from '../language.tsx'
import { CheckButtons } from './check-buttons.tsx'
import type { QuestionFormProps } from './check-desk.tsx'
import styles from './check-desk.module.css'

const EMPTY = { number: '', issuingCountry: null, documentType: null } as const

interface Draft {
  readonly number: string
  readonly issuingCountry: string | null
  readonly documentType: string | null
}

export function DocumentForm({ isShown, isAsking, error, onAsk }: QuestionFormProps<'document'>): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const errors = isShown ? fieldErrorsOf(error) : {}
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const documentType = DOCUMENT_TYPES.find((each) => each === draft.documentType)
    onAsk({
      number: draft.number.trim(),
      ...(draft.issuingCountry !== null && { issuingCountry: draft.issuingCountry }),
      ...(documentType !== undefined && { documentType }),
    })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <TextInput
        className={styles.full}
        classNames={{ input: 'mono' }}
        size="lg"
        label={t`Document number`}
        description={t`As printed; spaces and hyphens do not matter`}
        dir="ltr"
        required
        minLength={3}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        {...(isShown && { 'data-search-box': true })}
        value={draft.number}
        error={errors['number']}
        onChange={(event) => setDraft({ ...draft, number: event.currentTarget.value })}
      />
      <CountrySelect
        className={styles.half}
        label={t`Issuing country`}
        placeholder={t`Not known`}
        value={draft.issuingCountry}
        error={errors['issuingCountry']}
        onChange={(issuingCountry) => setDraft({ ...draft, issuingCountry })}
      />
      <Select
        className={styles.half}
        label={t`Type of document`}
        placeholder={t`Not known`}
        clearable
        data={DOCUMENT_TYPES.map((type) => ({ value: type, label: labels.documentTypes[type] }))}
        value={draft.documentType}
        error={errors['documentType']}
        onChange={(documentType) => setDraft({ ...draft, documentType })}
      />
      <CheckButtons isAsking={isAsking} onClear={() => setDraft(EMPTY)} />
    </form>
  )
}
