import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { CandidateView } from '#http/contract/shapes.ts'
import { visibleText } from '../components/visible-text.ts'
import { StatusBadge } from '../components/status-badge.tsx'
import { useLanguage } from '../language.tsx'
import styles from './alignment.module.css'

type KeyExplanation = Extract<CandidateView['explanation'], { type: 'key' }>

/** A number asked and listed, sign under sign; a sign that differs is framed. */
export function KeyAlignment({ explanation }: { readonly explanation: KeyExplanation }): ReactNode {
  const { labels } = useLanguage()
  const { asked, listed, agreement } = explanation
  return (
    <table className={styles.table}>
      <tbody>
        <tr>
          <th scope="row">
            <Trans>Asked</Trans>
          </th>
          <td colSpan={2}>
            <Signs text={asked} beside={listed} />
          </td>
        </tr>
        <tr>
          <th scope="row">
            <Trans>Listed</Trans>
          </th>
          <td colSpan={2}>
            <Signs text={listed} beside={asked} />
          </td>
        </tr>
        <tr>
          <th scope="row">
            <Trans>Agreement</Trans>
          </th>
          <td colSpan={2}>
            <StatusBadge tone={agreement === 'same' ? 'good' : 'caution'}>
              {labels.keyAgreements[agreement]}
            </StatusBadge>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function Signs({ text, beside }: { readonly text: string; readonly beside: string }): ReactNode {
  const others = [...beside]
  return (
    <span className={`mono ${styles.key}`}>
      {[...visibleText(text)].map((sign, index) => (
        <span key={index} className={styles.sign} data-differs={others[index] !== sign || undefined}>
          {sign}
        </span>
      ))}
    </span>
  )
}
