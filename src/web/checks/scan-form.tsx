import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { CountrySelect } from '../components/country-select.tsx'
import { fieldErrorsOf } from '../components/problem-alert.tsx'
import type { QuestionFormProps } from './check-desk.tsx'
import styles from './check-desk.module.css'
import { MrzPreview } from './mrz-preview.tsx'
import { readMrz } from './mrz-lines.ts'
import mrz from './mrz-preview.module.css'

/** The two or three lines at the foot of a passport or card, scanned or pasted. */
export function ScanForm({ isShown, isAsking, error, onAsk }: QuestionFormProps<'scan'>): ReactNode {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const [plate, setPlate] = useState('')
  const [plateCountry, setPlateCountry] = useState<string | null>(null)
  const reading = useMemo(() => readMrz(text), [text])
  const errors = isShown ? fieldErrorsOf(error) : {}
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const isDriving = plate.trim() !== ''
    onAsk({
      lines: reading.lines.join('\n'),
      ...(isDriving && { vehicle: { plate: plate.trim(), ...(plateCountry !== null && { plateCountry }) } }),
    })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <Textarea
        className={styles.full}
        classNames={{ input: mrz.box ?? '' }}
        label={t`Machine readable zone`}
        description={t`Put the cursor here and scan, or paste the two or three lines`}
        dir="ltr"
        required
        autosize
        minRows={3}
        maxLength={400}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        {...(isShown && { 'data-search-box': true })}
        value={text}
        error={errors['lines']}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <div className={styles.full}>
          <MrzPreview reading={reading} />
        </div>
      )}
      <TextInput
        className={styles.half}
        label={t`Plate of the vehicle`}
        description={t`If the holder drives: asked together, in the same check`}
        dir="ltr"
        maxLength={20}
        autoComplete="off"
        value={plate}
        error={errors['vehicle.plate'] ?? errors['vehicle.vin']}
        onChange={(event) => setPlate(event.currentTarget.value)}
      />
      <CountrySelect
        className={styles.half}
        label={t`Country of the plate`}
        value={plateCountry}
        onChange={setPlateCountry}
        error={errors['vehicle.plateCountry']}
      />
      <div className={styles.submit}>
        <Button type="submit" loading={isAsking} leftSection={<IconSearch size={18} aria-hidden />}>
          <Trans>Check holder and document</Trans>
        </Button>
        <Button
          variant="subtle"
          onClick={() => {
            setText('')
            setPlate('')
          }}
        >
          <Trans>Clear</Trans>
        </Button>
      </div>
    </form>
  )
}
