import type { ReactNode } from 'react'
export function HitsDesk(): ReactNode {
  return null
}
