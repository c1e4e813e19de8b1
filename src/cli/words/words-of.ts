import type { Language } from '#acts/charter.ts'
import { AR } from './ar.ts'
import { EN } from './en.ts'
import { ES } from './es.ts'
import { FR } from './fr.ts'

/** What commands say in one language, besides the words of coded values (acts/labels) and of problems. */
export interface Words {
  readonly noCandidates: string
  readonly candidates: string
  readonly tooCommon: string
  readonly moreExist: string
  readonly aCandidateIsNotAPerson: string
  readonly owner: string
  readonly births: string
  readonly nationalities: string
  readonly otherNames: string
  readonly reference: string
  readonly youMay: string
  readonly youMayNot: string
  readonly check: string
  readonly record: string
  readonly decideWith: string
  readonly digitsRight: string
  readonly digitsWrong: string
  readonly hitSent: string
  readonly decided: string
  readonly recorded: string
  readonly withdrawn: string
  readonly isWithdrawn: string
  readonly holders: string
  readonly total: string
  readonly nothingHere: string
  readonly running: string
  readonly notRunning: string
  readonly member: string
  readonly fetched: string
  readonly behind: string
  readonly lastContact: string
  readonly issued: string
  readonly receipted: string
  readonly trouble: string
  readonly sound: string
  readonly notSound: string
  readonly leaves: string
  readonly checkpoints: string
  readonly healthy: string
  readonly unhealthy: string
  readonly reading: string
  readonly applying: string
  readonly entries: string
  readonly published: string
  readonly updated: string
  readonly withdrawnCount: string
  readonly unchanged: string
  readonly accountAdded: string
  readonly batchRow: string
  readonly batchChecked: string
  readonly batchRecognised: string
  readonly batchUnused: string
  readonly batchHits: string
  readonly batchClear: string
  readonly batchErrors: string
  readonly batchRows: string
  readonly batchTooMany: string
  readonly batchStopped: string
}

export const WORDS: Readonly<Record<Language, Words>> = { ar: AR, en: EN, fr: FR, es: ES }
