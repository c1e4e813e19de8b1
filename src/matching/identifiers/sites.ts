import { sha256 } from '@noble/hashes/sha2.js'
import { base16 } from '@scure/base'
import { utf8 } from '#kernel/bytes.ts'
import { asciiHost, unicodeHost } from './hosts.ts'

export interface Site {
  /** Host without `www.`, port unless it is the scheme's own, path, query: `example.org/shop?id=7`. */
  readonly site: string
  /** The host alone, when `site` says more. */
  readonly host: string | undefined
  readonly display: string
}

const MAX_CHARS = 2_000

/**
 * A domain (RFC 1035, IDNA) or the address of a page (RFC 3986), also defanged as analysts write them: `hxxps://`, `[.]`, `[:]`.
 *
 * The scheme, `www.`, a dot after the host, the scheme's own port, a slash at the end and the fragment do not tell two sites apart. Capitals
 * do in a path (RFC 3986 §6.2.2.1), not in a host. IPv4 addresses are sites; IPv6 is written in brackets.
 */
export function parseSite(text: string): Site | undefined {
  const written = refanged(text.trim())
  if (written.length > MAX_CHARS || /\s/.test(written) || /^[^/?#]*@/.test(written)) return undefined
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`)
  if (url === null || url.username !== '' || !SCHEMES.has(url.protocol)) return undefined
  const host = hostOf(url.hostname)
  if (host === undefined) return undefined
  const port = url.port === '' ? '' : `:${url.port}`
  const path = url.pathname === '/' ? '' : url.pathname.replace(/\/+$/, '')
  const rest = `${port}${path}${url.search}`
  return {
    site: bounded(`${host}${rest}`),
    host: rest === '' ? undefined : host,
    display: `${unicodeHost(host)}${rest}`,
  }
}

/** Keys are short: of a long address the end is a digest. `#` never stands in one, since the fragment is gone. */
function bounded(site: string): string {
  if (site.length <= MAX_SITE_CHARS) return site
  const end = utf8(site.slice(MAX_SITE_CHARS - DIGEST_CHARS))
  return `${site.slice(0, MAX_SITE_CHARS - DIGEST_CHARS)}#${base16.encode(sha256(end))}`
}

const MAX_SITE_CHARS = 400
const DIGEST_CHARS = 65

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'ftp:'])

function hostOf(hostname: string): string | undefined {
  if (hostname.startsWith('[')) return hostname
  const host = asciiHost(hostname)?.replace(/^www\d?\.(?=.*\.)/, '')
  if (host === undefined || !host.includes('.')) return undefined
  // What looks like an address of four numbers has been read as one; a last label of digits only is a number, not a name.
  return /\.\d+$/.test(host) && !/^\d+\.\d+\.\d+\.\d+$/.test(host) ? undefined : host
}

const refanged = (text: string): string =>
  text
    .replace(/^<|>$/g, '')
    .replace(/^hxxp/i, 'http')
    .replace(/^fxp/i, 'ftp')
    .replace(/^meow:/i, 'http:')
    .replaceAll(/[[({](?:dot|\.)[\])}]/gi, '.')
    .replace(/^([a-z]+)[[({]:(?:\/\/)?[\])}](?:\/\/)?/i, '$1://')
    .replaceAll('\\.', '.')
