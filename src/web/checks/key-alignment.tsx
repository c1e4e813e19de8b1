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
  const signs = [...visibleText(text)]
  const others = [...visibleText(beside)]
  const first = signs.findIndex((sign, index) => others[index] !== sign)
  const behind = signs.toReversed().findIndex((sign, index) => others.at(-1 - index) !== sign)
  /** Of two lengths, only what stands between the same beginning and the same end differs. */
  const differs = (sign: string, index: number): boolean =>
    signs.length === others.length
      ? others[index] !== sign
      : first >= 0 && index >= first && behind >= 0 && index < signs.length - behind
  return (
    <span className={`mono ${styles.key}`}>
      {signs.map((sign, index) => (
        <span key={index} className={styles.sign} data-differs={differs(sign, index) || undefined}>
          {sign}
        </span>
      ))}
    </span>
  )
}
