import type { ReactNode } from 'react'
export function NoticePage(): ReactNode {
  return null
}
