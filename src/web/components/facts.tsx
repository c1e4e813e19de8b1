import type { ReactNode } from 'react'
import styles from './facts.module.css'
import { UntrustedText } from './untrusted-text.tsx'

/** A term and what is known: text from outside, a code, or something already drawn. Nothing known, nothing shown. */
export interface Fact {
  readonly term: string
  readonly text?: string | undefined
  readonly code?: string | undefined
  readonly drawn?: ReactNode
  readonly isWide?: boolean
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className={styles.facts}>
      {facts.filter(isKnown).map(({ term, text, code, drawn, isWide }) => (
        <div key={term} data-wide={isWide || undefined}>
          <dt>{term}</dt>
          <dd>
            {text !== undefined && <UntrustedText>{text}</UntrustedText>}
            {code !== undefined && <span className="code">{code}</span>}
            {drawn}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function isKnown({ text, code, drawn }: Fact): boolean {
  return (
    (text ?? '') !== '' || (code ?? '') !== '' || (drawn !== undefined && drawn !== null && drawn !== false)
  )
}
