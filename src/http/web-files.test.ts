import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webFiles } from './web-files.ts'

let folder: string
beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), 'entraide-web-'))
  folder = join(root, 'web')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(root, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Entraide</title>')
  writeFileSync(join(folder, 'assets/main-B3xY_9aQ.js'), 'export const a = 1\n'.repeat(500))
  writeFileSync(join(folder, 'keys.pem'), 'not for the web')
})
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  webFiles(folder)(new Request(`http://node.example${path}`, { headers }))

test('hashed assets are kept for ever, the page is asked about every time', async () => {
  expect((await get('/assets/main-B3xY_9aQ.js')).headers.get('cache-control')).toContain('immutable')
  expect((await get('/')).headers.get('cache-control')).toBe('no-cache')
})

test('what the browser holds already is not sent again', async () => {
  const etag = (await get('/')).headers.get('etag') ?? ''
  const again = await get('/', { 'if-none-match': etag })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('scripts are sent compressed to browsers that read it', async () => {
  const response = await get('/assets/main-B3xY_9aQ.js', { 'accept-encoding': 'gzip, deflate, br' })
  expect(response.headers.get('content-encoding')).toBe('br')
  expect(Number(response.headers.get('content-length'))).toBeLessThan(200)
  expect((await get('/assets/main-B3xY_9aQ.js')).headers.get('content-encoding')).toBeNull()
})

test('a screen’s address gives the page; a missing file is missing', async () => {
  expect(await (await get('/records/019ac000')).text()).toContain('Entraide')
  expect((await get('/assets/main-00000000.js')).status).toBe(404)
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/keys.pem',
  '//etc/passwd',
])('no path leads out of the folder, nor to what is no part of a page: %s', async (path) => {
  expect(await (await get(path)).text()).not.toMatch(/secret|not for the web|root:/)
})

test('a file that could not be read once is read when it is there again', async () => {
  const again = join(folder, '..', 'again')
  mkdirSync(again)
  writeFileSync(join(again, 'index.html'), 'page')
  writeFileSync(join(again, 'app.js'), 'one')
  const serve = webFiles(again)
  const ask = async (path: string) => (await serve(new Request(`http://node.example${path}`))).text()
  expect(await ask('/')).toBe('page')
  rmSync(join(again, 'app.js'))
  await expect(ask('/app.js')).rejects.toThrow('ENOENT')
  writeFileSync(join(again, 'app.js'), 'two')
  expect(await ask('/app.js')).toBe('two')
})

test('a node without the built application says how to build it', async () => {
  const response = await webFiles(join(folder, 'nothing'))(new Request('http://node.example/'))
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('npm run build')
})
