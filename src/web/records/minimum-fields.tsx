import { useLingui } from '@lingui/react/macro'
import { MultiSelect, Select, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { CONFIDENTIALITIES, type Confidentiality, type Purpose, PURPOSES } from '#acts/fields.ts'
import { LIMITS } from '#kernel/limits.ts'
import panel from '../components/panel.module.css'
import { PartialDateInput } from '../components/partial-date-input.tsx'
import { useLanguage } from '../language.tsx'

/** What every record must state (RPD 37(2)); source and date are the node's to add. */
export interface MinimumDraft {
  readonly purposes: readonly Purpose[]
  readonly confidentiality: Confidentiality
  readonly retainUntil: string
  readonly event: string
  readonly relevance: string
}

export const EMPTY_MINIMUM: MinimumDraft = {
  purposes: [],
  confidentiality: 'official-use-only',
  retainUntil: '',
  event: '',
  relevance: '',
}

export function minimumOf(draft: MinimumDraft) {
  return {
    purposes: [...draft.purposes],
    confidentiality: draft.confidentiality,
    event: draft.event.trim(),
    relevance: draft.relevance.trim(),
    ...(draft.retainUntil !== '' && { retainUntil: draft.retainUntil }),
  }
}

interface MinimumFieldsProps {
  readonly draft: MinimumDraft
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (draft: MinimumDraft) => void
}

export function MinimumFields({ draft, errors, onChange }: MinimumFieldsProps): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  return (
    <fieldset className={panel.fieldset}>
      <legend>{t`What every record must state`}</legend>
      <div className={panel.grid}>
        <MultiSelect
          className={panel.wide ?? ''}
          label={t`Purposes`}
          required
          data={PURPOSES.map((purpose) => ({ value: purpose, label: labels.purposes[purpose] }))}
          value={[...draft.purposes]}
          error={errors['purposes']}
          onChange={(chosen) =>
            onChange({ ...draft, purposes: PURPOSES.filter((purpose) => chosen.includes(purpose)) })
          }
        />
        <Textarea
          className={panel.wide ?? ''}
          label={t`Event`}
          description={t`What happened, when and where`}
          required
          autosize
          minRows={2}
          maxLength={LIMITS.longTextChars}
          data-free-text
          value={draft.event}
          error={errors['event']}
          onChange={(event) => onChange({ ...draft, event: event.currentTarget.value })}
        />
        <Textarea
          className={panel.wide ?? ''}
          label={t`Relevance`}
          description={t`Why other members need to know`}
          required
          autosize
          minRows={2}
          maxLength={LIMITS.longTextChars}
          data-free-text
          value={draft.relevance}
          error={errors['relevance']}
          onChange={(event) => onChange({ ...draft, relevance: event.currentTarget.value })}
        />
        <Select
          label={t`Confidentiality`}
          allowDeselect={false}
          data={CONFIDENTIALITIES.map((level) => ({ value: level, label: labels.confidentialities[level] }))}
          value={draft.confidentiality}
          error={errors['confidentiality']}
          onChange={(_, option) =>
            onChange({
              ...draft,
              confidentiality:
                CONFIDENTIALITIES.find((level) => level === option?.value) ?? 'official-use-only',
            })
          }
        />
        <PartialDateInput
          label={t`Keep until`}
          description={t`Empty: as long as the rules allow`}
          value={draft.retainUntil}
          error={errors['retainUntil']}
          onChange={(retainUntil) => onChange({ ...draft, retainUntil })}
        />
      </div>
    </fieldset>
  )
}
