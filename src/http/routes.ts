import {
  addAccount,
  diagnoseNode,
  listAccounts,
  readLedger,
  readNetwork,
  verifyLedger,
} from '#http/contract/administration.ts'
import {
  checkBorder,
  checkDocument,
  checkMrz,
  checkPerson,
  checkVehicle,
  decideCandidate,
} from '#http/contract/checks.ts'
import {
  listHits,
  listRecords,
  readRecord,
  recordTravelDocument,
  recordVehicle,
  withdrawRecord,
} from '#http/contract/records.ts'
import type { Route } from '#http/contract/route.ts'
import { readSession, signIn, signInForDemonstration, signOut } from '#http/contract/session.ts'

/** Every JSON route, by name. What is not here is neither mounted, described nor tested. */
export const ROUTES = {
  readSession,
  signIn,
  signInForDemonstration,
  signOut,
  checkPerson,
  checkDocument,
  checkVehicle,
  checkMrz,
  checkBorder,
  decideCandidate,
  listRecords,
  readRecord,
  recordTravelDocument,
  recordVehicle,
  withdrawRecord,
  listHits,
  readNetwork,
  readLedger,
  verifyLedger,
  diagnoseNode,
  addAccount,
  listAccounts,
} as const satisfies Readonly<Record<string, Route>>
