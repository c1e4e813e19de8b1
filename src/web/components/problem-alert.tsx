import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ApiProblem } from '../api.ts'
import styles from './problem-alert.module.css'

interface ProblemAlertProps {
  readonly error: Error | null
  readonly onRetry?: () => void
}

/** What the node refused and why: every rule with its article and its cure, so that all can be mended at once. */
export function ProblemAlert({ error, onRetry }: ProblemAlertProps): ReactNode {
  if (error === null) return null
  return error instanceof ApiProblem ? (
    <RefusedAlert problem={error.problem} onRetry={onRetry} />
  ) : (
    <UnreachableAlert onRetry={onRetry} />
  )
}

interface RefusedProps {
  readonly problem: ApiProblem['problem']
  readonly onRetry?: (() => void) | undefined
}

function RefusedAlert({ problem, onRetry }: RefusedProps): ReactNode {
  const { t } = useLingui()
  const isWorthRetrying = problem.status >= 500 && onRetry !== undefined
  return (
    <div className={styles.alert} role="alert">
      <IconAlertTriangle aria-hidden className={styles.icon} size={20} />
      <div className={styles.text}>
        <p className={styles.title}>{problem.title}</p>
        {problem.detail !== undefined && <p>{problem.detail}</p>}
        {problem.line !== undefined && (
          <p>
            <Trans>Line {problem.line}</Trans>
          </p>
        )}
        {problem.cure !== undefined && <p className={styles.cure}>{problem.cure}</p>}
        {problem.refusals !== undefined && problem.refusals.length > 0 && (
          <ul className={styles.refusals} aria-label={t`Rules that refuse`}>
            {problem.refusals.map((refusal) => (
              <li key={refusal.kind}>
                <span className={styles.refusalTitle}>{refusal.title}</span>
                <span className={styles.article}>{refusal.article}</span>
                <span className={styles.cure}>{refusal.cure}</span>
              </li>
            ))}
          </ul>
        )}
        {isWorthRetrying && <RetryButton onRetry={onRetry} />}
      </div>
    </div>
  )
}

function UnreachableAlert({ onRetry }: { readonly onRetry?: (() => void) | undefined }): ReactNode {
  const { t } = useLingui()
  return (
    <div className={styles.alert} role="alert">
      <IconPlugConnectedX aria-hidden className={styles.icon} size={20} />
      <div className={styles.text}>
        <p className={styles.title}>{t`The node does not answer`}</p>
        <p>{t`Nothing you typed is lost. Try again in a moment; if it stays so, tell your administrator.`}</p>
        {onRetry !== undefined && <RetryButton onRetry={onRetry} />}
      </div>
    </div>
  )
}

function RetryButton({ onRetry }: { readonly onRetry: () => void }): ReactNode {
  return (
    <Button variant="default" size="xs" mt="xs" className={styles.retry} onClick={onRetry}>
      <Trans>Try again</Trans>
    </Button>
  )
}

/** What is wrong with each field, by its path, from a refused request. */
export function fieldErrorsOf(error: Error | null): Readonly<Record<string, string>> {
  if (!(error instanceof ApiProblem)) return {}
  const { field, title, fields = [] } = error.problem
  const ofFields = Object.fromEntries(fields.map(({ path, message }) => [path, message]))
  return typeof field !== 'string' ? ofFields : { [field]: title, ...ofFields }
}
