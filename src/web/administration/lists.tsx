import type { ReactNode } from 'react'
export function Lists(): ReactNode {
  return null
}
