import type { ReactNode } from 'react'
export function NoticesDesk(): ReactNode {
  return null
}
