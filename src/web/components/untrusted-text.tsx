import type { ReactNode } from 'react'
import { visibleText } from './visible-text.ts'

interface UntrustedTextProps {
  readonly children: string
  readonly className?: string | undefined
}

/** Text that someone outside wrote: isolated, so that it cannot turn what stands around it, and with nothing hidden in it. */
export function UntrustedText({ children, className }: UntrustedTextProps): ReactNode {
  return (
    <bdi dir="auto" className={className}>
      {visibleText(children)}
    </bdi>
  )
}
