import type { ReactNode } from 'react'
import { useFormat } from '../format.ts'
import styles from './counters.module.css'

interface CountersProps {
  readonly label: string
  readonly counts: readonly { readonly name: string; readonly value: number }[]
}

export function Counters({ label, counts }: CountersProps): ReactNode {
  const format = useFormat()
  return (
    <section aria-label={label}>
      <dl className={styles.counters}>
        {counts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
