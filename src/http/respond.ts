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

/** A refusal as an RFC 9457 answer. */
export function problemResponse(refusal: PublicRefusal, language: Language): Response {
  const problem = problemOf(refusal, language)
  const headers = new Headers({ 'content-type': 'application/problem+json', 'content-language': language })
  if ('retryAfterSeconds' in refusal) headers.set('retry-after', String(refusal.retryAfterSeconds))
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
