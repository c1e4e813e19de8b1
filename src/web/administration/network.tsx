import type { ReactNode } from 'react'
export function Network(): ReactNode {
  return null
}
