import type { ReactNode } from 'react'
export function Ledger(): ReactNode {
  return null
}
