import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { CandidateView } from '#http/contract/shapes.ts'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import styles from './match-terms.module.css'

type Terms = Extract<CandidateView['explanation'], { type: 'person' }>['terms']

/** Too little to be worth a line. */
const LEAST_SHOWN = 0.05
/** The longest bar stands for so much, or for the largest term if that is more. */
const FULL_BAR = 6

/** Where the score comes from: each group of findings with what it adds or takes, as text and as a bar. */
export function MatchTerms({ terms }: { readonly terms: Terms }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const shown = terms.filter(({ logOdds }) => Math.abs(logOdds) >= LEAST_SHOWN)
  if (shown.length === 0) return null
  const most = Math.max(FULL_BAR, ...shown.map(({ logOdds }) => Math.abs(logOdds)))
  return (
    <details className={styles.terms}>
      <summary>
        <Trans>What the score is made of</Trans>
      </summary>
      <ul className={styles.list}>
        {shown.map(({ term, logOdds }) => (
          <li key={term} className={styles.term} data-against={logOdds < 0 || undefined}>
            <span>{labels.matchTerms[term]}</span>
            <span className={styles.track} aria-hidden>
              <span className={styles.bar} style={{ inlineSize: `${(50 * Math.abs(logOdds)) / most}%` }} />
            </span>
            <span className={styles.verdict}>
              {logOdds < 0 ? t`speaks against` : t`speaks for`} <bdi>{format.signed(logOdds)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
