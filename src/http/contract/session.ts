import { z } from 'zod'
import { LIMITS } from '#kernel/limits.ts'
import { route } from '#http/contract/route.ts'
import { nothing, SessionShape } from '#http/contract/shapes.ts'

export const readSession = route({
  method: 'get',
  path: '/session',
  summary: 'Which node this is, who is signed in, and which demonstration accounts exist',
  since: '0.1',
  authority: 'anyone',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: SessionShape,
})

export const signIn = route({
  method: 'post',
  path: '/session',
  summary: 'Sign in with a named account',
  since: '0.1',
  authority: 'anyone',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    account: z.string().min(1).max(60),
    password: z.string().min(1).max(LIMITS.passwordChars),
  }),
  reply: SessionShape,
})

export const signInForDemonstration = route({
  method: 'post',
  path: '/session/demonstration',
  summary: 'Sign in with a demonstration account; answers only on a demonstration node',
  since: '0.1',
  authority: 'anyone',
  params: nothing,
  query: nothing,
  body: z.strictObject({ account: z.string().min(1).max(60) }),
  reply: SessionShape,
})

export const signOut = route({
  method: 'delete',
  path: '/session',
  summary: 'End this session',
  since: '0.1',
  authority: 'account',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: SessionShape,
})
