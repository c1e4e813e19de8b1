import { z } from 'zod'
import { ShortText } from '#acts/fields.ts'
import { LIMITS } from '#kernel/limits.ts'
import { route } from '#http/contract/route.ts'
import {
  AccountShape,
  DiagnosisShape,
  LedgerShape,
  nothing,
  PeerShape,
  VerificationShape,
} from '#http/contract/shapes.ts'
import { ROLES } from '#rulebook/permissions.ts'
import { LanguageField } from '#acts/charter.ts'

export const readNetwork = route({
  method: 'get',
  path: '/network',
  summary: 'Per peer: cursor, lag, last receipt, errors',
  since: '0.1',
  authority: 'network:read',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: z.object({
    peers: z.array(PeerShape),
    counts: z.object({ notices: z.int(), travelDocuments: z.int(), vehicles: z.int() }),
  }),
})

export const readLedger = route({
  method: 'get',
  path: '/ledger',
  summary: 'The two logs of this node: size, latest checkpoint, latest entries',
  since: '0.1',
  authority: 'ledger:read',
  params: nothing,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(LIMITS.pageRows).optional() }),
  body: nothing,
  reply: LedgerShape,
})

export const verifyLedger = route({
  method: 'post',
  path: '/ledger/verification',
  summary: 'Prove both logs of this node from the first leaf; says where, if anything was changed',
  since: '0.1',
  authority: 'ledger:verify',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: VerificationShape,
})

export const diagnoseNode = route({
  method: 'get',
  path: '/diagnosis',
  summary: 'What is wrong with this node, and how to mend it',
  since: '0.1',
  authority: 'node:diagnose',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: DiagnosisShape,
})

export const addAccount = route({
  method: 'post',
  path: '/accounts',
  summary: 'Add a named account',
  since: '0.1',
  authority: 'account:manage',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9.-]{1,39}$/),
    displayName: ShortText.min(2).max(80),
    entity: ShortText.min(2).max(120),
    roles: z
      .array(z.enum(ROLES).exclude(['operator']))
      .min(1)
      .max(3),
    language: LanguageField,
    password: z.string().min(12).max(LIMITS.passwordChars),
  }),
  reply: AccountShape,
})

export const listAccounts = route({
  method: 'get',
  path: '/accounts',
  summary: 'The register of accounts and their rights (RPD 111)',
  since: '0.1',
  authority: 'account:manage',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: z.object({ accounts: z.array(AccountShape) }),
})
