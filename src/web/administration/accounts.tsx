import type { ReactNode } from 'react'
export function Accounts(): ReactNode {
  return null
}
