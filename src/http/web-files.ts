import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt', '.webmanifest'])
/** Vite puts a hash of the content into the names of what it builds into assets/. */
const HASHED = /^assets\/.+-[\w-]{8,}\.\w+$/
const MOST_FILES = 2_000

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

interface WebFile {
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
  readonly plain: Uint8Array<ArrayBuffer>
  readonly encoded: Readonly<Partial<Record<'br' | 'gzip', Uint8Array<ArrayBuffer>>>>
}

/**
 * Serves the built web application of a folder. Only files that the folder held when it was first asked are served, by
 * exact name, so no path leads out of it; any other page path gets index.html, because screens have addresses too.
 */
export function webFiles(folder: string): (request: Request) => Promise<Response> {
  const loaded = new Map<string, Promise<WebFile>>()
  let names: ReadonlySet<string> | undefined

  return async (request) => {
    names ??= namesIn(folder)
    if (!names.has('index.html')) {
      // Asked again next time: somebody may be building it.
      names = undefined
      return notBuilt()
    }
    // attacker-controlled: the path. It is only compared with names that the folder has.
    const path = new URL(request.url).pathname.slice(1)
    const name = names.has(path) ? path : 'index.html'
    if (name !== path && extname(path) !== '') return new Response('not found', { status: 404 })
    const file = loaded.get(name) ?? load(folder, name)
    loaded.set(name, file)
    try {
      return answer(await file, request)
    } catch (cause) {
      // Built again meanwhile, perhaps: the folder is read again, and what failed once is not kept as failed.
      loaded.delete(name)
      names = undefined
      throw cause
    }
  }
}

function namesIn(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const names = files.map((entry) =>
    relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
  )
  return new Set(names.filter((name) => TYPES[extname(name)] !== undefined).slice(0, MOST_FILES))
}

async function load(folder: string, name: string): Promise<WebFile> {
  const plain = new Uint8Array(await readFile(join(folder, name)))
  const isCompressible = COMPRESSIBLE.has(extname(name))
  const br = isCompressible
    ? await toBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
    : undefined
  const gz = isCompressible ? await toGzip(plain) : undefined
  return {
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 27)}"`,
    headers: {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'cache-control': HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
    },
    plain,
    encoded: { ...(br && { br: new Uint8Array(br) }), ...(gz && { gzip: new Uint8Array(gz) }) },
  }
}

function answer(file: WebFile, request: Request): Response {
  const headers = new Headers({ ...file.headers, etag: file.etag })
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
  const accepted = (request.headers.get('accept-encoding') ?? '')
    .split(',')
    .map((part) => part.trim().split(';')[0])
  const encoding = (['br', 'gzip'] as const).find(
    (name) => accepted.includes(name) && file.encoded[name] !== undefined,
  )
  const bytes = (encoding === undefined ? undefined : file.encoded[encoding]) ?? file.plain
  if (encoding !== undefined) headers.set('content-encoding', encoding)
  headers.set('content-length', String(bytes.length))
  return new Response(request.method === 'HEAD' ? null : bytes, { headers })
}

function notBuilt(): Response {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Entraide</title>
<body style="font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>The web application is not built yet</h1>
<p>This node runs and answers the command line. To build the screens, run <code>npm run build</code> in the folder of
the program and reload this page.</p></body></html>`
  return new Response(page, {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '10' },
  })
}
