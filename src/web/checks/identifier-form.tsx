import { useLingui } from '@lingui/react/macro'
import { Select, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { IDENTIFIER_TYPES } from '#matching/identifiers/types.ts'
import { CountrySelect } from '../components/country-select.tsx'
import { fieldErrorsOf } from '../components/problem-alert.tsx'
import { useLanguage } from '../language.tsx'
import { CheckButtons } from './check-buttons.tsx'
import type { QuestionFormProps } from './check-desk.tsx'
import styles from './check-desk.module.css'
import { IdentifierReadings } from './identifier-readings.tsx'
import { type IdentifierDraft, useReadings } from './use-readings.ts'

const EMPTY: IdentifierDraft = { value: '', type: null, country: null }

/** An account, address or number; what it may be is shown while it is typed. */
export function IdentifierForm(props: QuestionFormProps<'identifier'>): ReactNode {
  const { isShown, isAsking, error, onAsk } = props
  const { t } = useLingui()
  const { labels } = useLanguage()
  const [draft, setDraft] = useState<IdentifierDraft>(EMPTY)
  const readings = useReadings(draft)
  const errors = isShown ? fieldErrorsOf(error) : {}
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onAsk({
      value: draft.value.trim(),
      ...(draft.type !== null && { type: draft.type }),
      ...(draft.country !== null && { country: draft.country }),
    })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <TextInput
        className={styles.full}
        classNames={{ input: 'mono' }}
        size="lg"
        label={t`Account, address or number`}
        description={t`Bank account, telephone, e-mail, web address, wallet, ship, aircraft, device; as you have it`}
        dir="ltr"
        required
        maxLength={2000}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...(isShown && { 'data-search-box': true })}
        value={draft.value}
        error={errors['value']}
        onChange={(event) => setDraft({ ...draft, value: event.currentTarget.value })}
      />
      <Select
        className={styles.half}
        label={t`Type`}
        placeholder={t`Whatever it may be`}
        clearable
        searchable
        data={IDENTIFIER_TYPES.map((type) => ({ value: type, label: labels.identifierTypes[type] }))}
        value={draft.type}
        error={errors['type']}
        onChange={(type) =>
          setDraft({ ...draft, type: IDENTIFIER_TYPES.find((each) => each === type) ?? null })
        }
      />
      <CountrySelect
        className={styles.half}
        label={t`Country`}
        placeholder={t`Not known`}
        value={draft.country}
        error={errors['country']}
        onChange={(country) => setDraft({ ...draft, country })}
      />
      <div className={styles.full} role="status">
        {readings !== undefined && <IdentifierReadings readings={readings} isCertain={draft.type !== null} />}
      </div>
      <CheckButtons isAsking={isAsking} onClear={() => setDraft(EMPTY)} />
    </form>
  )
}
