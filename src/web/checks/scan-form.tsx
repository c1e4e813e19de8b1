import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
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
  const reading = useMemo(() => readMrz(text), [text])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onAsk({ lines: reading.lines.join('\n') })
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
        error={isShown && fieldErrorsOf(error)['lines']}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <div className={styles.full}>
          <MrzPreview reading={reading} />
        </div>
      )}
      <div className={styles.submit}>
        <Button type="submit" loading={isAsking} leftSection={<IconSearch size={18} aria-hidden />}>
          <Trans>Check holder and document</Trans>
        </Button>
        <Button variant="subtle" onClick={() => setText('')}>
          <Trans>Clear</Trans>
        </Button>
      </div>
    </form>
  )
}
