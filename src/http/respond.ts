import type { Language } from '#acts/charter.ts'
import type { PublicRefusal } from './catalogue.ts'
import { problemOf } from './problems.ts'

/** Nothing from elsewhere, no inline scripts, no frames. Mantine sets style attributes, hence inline styles. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ')

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** What is answered, before a server writes it. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function jsonReply(value: unknown, headers: Readonly<Record<string, string>>): Reply {
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(value),
  }
}

/** A refusal as an RFC 9457 answer. */
export function problemReply(refusal: PublicRefusal, language: Language): Reply {
  const problem = problemOf(refusal, language)
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language,
      ...('retryAfterSeconds' in refusal && { 'retry-after': String(refusal.retryAfterSeconds) }),
    },
    body: JSON.stringify(problem),
  }
}

export function responseOf({ status, headers, body }: Reply): Response {
  return new Response(body, { status, headers })
}

export function problemResponse(refusal: PublicRefusal, language: Language): Response {
  return responseOf(problemReply(refusal, language))
}
