/** Sanctions lists that others publish, read into drafts of notices (docs/guides/importing-lists.md). */
export type { ListEntry, ListProgress, ListRefusal, NoticeDraft } from './list-entry.ts'
export { NoticeDraftField } from './list-entry.ts'
export { readUnList } from './un-list.ts'
export type { OfacFiles } from './ofac-sdn.ts'
export { readOfacSdn } from './ofac-sdn.ts'
