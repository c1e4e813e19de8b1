import { useLingui } from '@lingui/react/macro'
import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { SEXES } from '#acts/fields.ts'
import { LIMITS } from '#kernel/limits.ts'
import { BIRTH_CALENDARS } from '#matching/types.ts'
import { CountrySelect } from '../components/country-select.tsx'
import { PartialDateInput } from '../components/partial-date-input.tsx'
import { fieldErrorsOf } from '../components/problem-alert.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { CheckButtons } from './check-buttons.tsx'
import type { QuestionFormProps } from './check-desk.tsx'
import styles from './check-desk.module.css'

interface Draft {
  readonly about: 'person' | 'organisation'
  readonly name: string
  readonly birthDate: string
  readonly calendar: string | null
  readonly nationality: string | null
  readonly sex: string | null
}

const EMPTY: Draft = {
  about: 'person',
  name: '',
  birthDate: '',
  calendar: null,
  nationality: null,
  sex: null,
}

/** One box for a name in any script and any order; what else is known narrows the answer. */
export function PersonForm({ isShown, isAsking, error, onAsk }: QuestionFormProps<'person'>): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const errors = isShown ? fieldErrorsOf(error) : {}
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { about, name, birthDate, nationality } = draft
    const calendar = BIRTH_CALENDARS.find((each) => each === draft.calendar)
    const sex = SEXES.find((each) => each === draft.sex)
    if (about === 'organisation') return onAsk({ about, name: name.trim() })
    onAsk({
      name: name.trim(),
      ...(birthDate !== '' &&
        (calendar === undefined ? { birthDate } : { birthInCalendar: { calendar, date: birthDate } })),
      ...(nationality !== null && { nationality }),
      ...(sex !== undefined && { sex }),
    })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <SegmentedControl
        className={styles.about}
        aria-label={t`Whom to look for`}
        value={draft.about}
        onChange={(about) => setDraft({ ...draft, about: about === 'organisation' ? about : 'person' })}
        data={[
          { value: 'person', label: labels.subjectTypes.person },
          { value: 'organisation', label: t`Organisation, vessel or aircraft` },
        ]}
      />
      <TextInput
        className={styles.full}
        size="lg"
        label={t`Name`}
        description={t`Any script, any order, spelling need not be exact`}
        data-free-text
        required
        maxLength={LIMITS.nameChars}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        {...(isShown && { 'data-search-box': true })}
        value={draft.name}
        error={errors['name']}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      {draft.about === 'person' && (
        <>
          <PartialDateInput
            className={styles.third}
            label={t`Date of birth`}
            description={t`Year, month or day: 1980, 1980-05, 1980-05-12`}
            isGregorian={draft.calendar === null}
            value={draft.birthDate}
            error={errors['birthDate'] ?? errors['birthInCalendar.date']}
            onChange={(birthDate) => setDraft({ ...draft, birthDate })}
          />
          <Select
            className={styles.third}
            label={t`Calendar`}
            description={t`In which the document states the date`}
            placeholder={format.calendar('gregory')}
            clearable
            data={BIRTH_CALENDARS.map((calendar) => ({ value: calendar, label: format.calendar(calendar) }))}
            value={draft.calendar}
            onChange={(calendar) => setDraft({ ...draft, calendar })}
          />
          <CountrySelect
            className={styles.third}
            label={t`Nationality`}
            placeholder={t`Not known`}
            value={draft.nationality}
            error={errors['nationality']}
            onChange={(nationality) => setDraft({ ...draft, nationality })}
          />
          <Select
            className={styles.third}
            label={t`Sex`}
            placeholder={t`Not known`}
            clearable
            data={SEXES.map((sex) => ({ value: sex, label: labels.sexes[sex] }))}
            value={draft.sex}
            error={errors['sex']}
            onChange={(sex) => setDraft({ ...draft, sex })}
          />
        </>
      )}
      <CheckButtons isAsking={isAsking} onClear={() => setDraft(EMPTY)} />
    </form>
  )
}
