import type { ReactNode } from 'react'
export function RecordsDesk(): ReactNode {
  return null
}
