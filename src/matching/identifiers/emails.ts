import { withAsciiDigits } from './characters.ts'
import { asciiHost, unicodeHost } from './hosts.ts'

export interface Email {
  /** Normalised: small letters, the domain in ASCII, dots and tags gone where the provider ignores them. */
  readonly address: string
  readonly display: string
}

/** RFC 5321 §4.5.3.1: 64 octets before the sign, 254 in all. */
const MAX_CHARS = 254
const MAX_LOCAL_CHARS = 64

/**
 * An e-mail address (RFC 5321, RFC 6531), also defanged (`name[at]example[.]org`) and as `mailto:`.
 *
 * RFC 5321 §2.4 lets a host tell capitals from small letters; none of note does. Gmail delivers whatever dots the name has and
 * whatever follows a plus (support.google.com/mail/answer/7436150): those are taken away there. Elsewhere a tag after a plus
 * (RFC 5233) is kept and agrees in part.
 */
export function parseEmail(text: string): Email | undefined {
  const written = withAsciiDigits(
    refanged(
      text
        .trim()
        .slice(0, MAX_CHARS * 2)
        .normalize('NFKC'),
    ),
  )
  const at = written.lastIndexOf('@')
  const local = written.slice(0, at).toLowerCase()
  const host = asciiHost(written.slice(at + 1))
  if (at < 1 || host === undefined || !host.includes('.') || !isLocalPart(local)) return undefined
  const domain = SAME_DOMAIN[host] ?? host
  const address = `${IGNORES_DOTS.has(domain) ? undotted(local) : local}@${domain}`
  return address.length > MAX_CHARS ? undefined : { address, display: `${local}@${unicodeHost(host)}` }
}

const refanged = (text: string): string =>
  text
    .replace(/^<|>$/g, '')
    .replace(/^mailto:/i, '')
    .replace(/\s*[[({]\s*(?:at|@)\s*[\])}]\s*/i, '@')
    .replaceAll(/\s*[[({]\s*(?:dot|\.)\s*[\])}]\s*/gi, '.')

const isLocalPart = (local: string): boolean =>
  local.length <= MAX_LOCAL_CHARS && /^[^\s@"(),:;<>[\\\]\p{Cc}]+$/u.test(local)

function undotted(local: string): string {
  const plus = local.indexOf('+')
  return (plus > 0 ? local.slice(0, plus) : local).replaceAll('.', '')
}

const SAME_DOMAIN: Readonly<Record<string, string>> = { 'googlemail.com': 'gmail.com' }
const IGNORES_DOTS: ReadonlySet<string> = new Set(['gmail.com'])
