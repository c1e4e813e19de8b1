import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { CandidateView } from '#http/contract/shapes.ts'
import { StatusBadge, type Tone } from '../components/status-badge.tsx'
import { UntrustedText } from '../components/untrusted-text.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import styles from './alignment.module.css'
import type { Question } from './check-desk.tsx'

type NameExplanation = Extract<CandidateView['explanation'], { type: 'person' }>
type Agreement = NameExplanation['parts'][number]['agreement']

interface NameAlignmentProps {
  readonly explanation: NameExplanation
  readonly nationalities: readonly string[]
  readonly question: Question
}

const PART_TONES: Readonly<Record<Agreement, Tone>> = {
  same: 'good',
  transliteration: 'good',
  equivalent: 'good',
  joined: 'good',
  close: 'caution',
  initial: 'caution',
  different: 'grave',
}
const BIRTH_TONES = {
  same: 'good',
  'same-year': 'good',
  swapped: 'caution',
  close: 'caution',
  conflict: 'grave',
  unknown: 'neutral',
} as const
const COMPARISON_TONES = { same: 'good', different: 'grave', unknown: 'neutral' } as const

/** What was asked beside what is listed, part by part, each pair with its agreement in words. */
export function NameAlignment({ explanation, nationalities, question }: NameAlignmentProps): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const { parts, unmatchedAsked, unmatchedListed, birth, nationality, sex } = explanation
  const asked = question.by === 'person' ? question.body : undefined
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">
        <Trans>What was asked and what is listed, side by side</Trans>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Asked</Trans>
          </th>
          <th scope="col">
            <Trans>Listed</Trans>
          </th>
          <th scope="col">
            <Trans>Agreement</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part, index) => (
          <Row
            key={`${index} ${part.asked}`}
            asked={part.asked}
            listed={part.listed}
            word={labels.partAgreements[part.agreement]}
            tone={PART_TONES[part.agreement]}
          />
        ))}
        {unmatchedAsked.map((part) => (
          <Row key={`asked ${part}`} asked={part} word={t`Only asked`} tone="neutral" />
        ))}
        {unmatchedListed.map((part) => (
          <Row key={`listed ${part}`} listed={part} word={t`Only listed`} tone="neutral" />
        ))}
      </tbody>
      <tbody className={styles.compared}>
        <Row
          term={t`Date of birth`}
          asked={birth.asked && format.day(birth.asked)}
          listed={birth.listed && format.day(birth.listed)}
          word={labels.birthLevels[birth.level]}
          tone={BIRTH_TONES[birth.level]}
        />
        <Row
          term={t`Nationality`}
          asked={asked?.nationality && format.country(asked.nationality)}
          listed={format.list(nationalities.map(format.country))}
          word={labels.comparisons[nationality]}
          tone={COMPARISON_TONES[nationality]}
        />
        {sex !== 'unknown' && (
          <Row
            term={t`Sex`}
            asked={asked?.sex && labels.sexes[asked.sex]}
            word={labels.comparisons[sex]}
            tone={COMPARISON_TONES[sex]}
          />
        )}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly term?: string
  readonly asked?: string | undefined
  readonly listed?: string | undefined
  readonly word: string
  readonly tone: Tone
}

function Row({ term, asked, listed, word, tone }: RowProps): ReactNode {
  return (
    <tr>
      <td>
        {term !== undefined && <span className={styles.term}>{term}</span>}
        <Part text={asked} />
      </td>
      <td>
        {term !== undefined && <span className={styles.term}>&nbsp;</span>}
        <Part text={listed} />
      </td>
      <td>
        <StatusBadge tone={tone}>{word}</StatusBadge>
      </td>
    </tr>
  )
}

function Part({ text }: { readonly text: string | undefined }): ReactNode {
  if (text === undefined || text === '') return <span className={styles.none}>—</span>
  return <UntrustedText className={styles.part}>{text}</UntrustedText>
}
