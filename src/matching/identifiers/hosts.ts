import { unpunycoded } from './punycode.ts'

/** RFC 1035 §2.3.4. */
const MAX_HOST_CHARS = 253

/**
 * A host name in its ASCII form (IDNA, UTS 46): small letters, `xn--` for other scripts, no dot at the end. Undefined
 * when it is none, or only a number.
 */
export function asciiHost(text: string): string | undefined {
  const bare = text.trim().replace(/\.+$/, '')
  if (bare === '' || bare.length > MAX_HOST_CHARS || /[\s/?#@:%\\]/.test(bare)) return undefined
  const host = isPlain(bare) ? bare.toLowerCase() : URL.parse(`http://${bare}/`)?.hostname
  if (host === undefined || host.length > MAX_HOST_CHARS) return undefined
  return host.split('.').every(isLabel) ? host : undefined
}

/** The host as its owners write it: `xn--mnchen-3ya.example` → `münchen.example`. A label that does not decode stays. */
export function unicodeHost(host: string): string {
  return host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (unpunycoded(label.slice(4)) ?? label) : label))
    .join('.')
}

const isPlain = (text: string): boolean => /^[a-z0-9._-]+$/i.test(text) && !/(?:^|\.)xn--/i.test(text)

/** RFC 1123 §2.1, with the underscore that names in use have. */
const isLabel = (label: string): boolean => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)
