/**
 * Compiles the kernels: `src/lookup/x/name.as` (AssemblyScript) becomes `src/lookup/x/name.wasm.ts`, which is committed,
 * so that running a node needs no compiler.
 *
 *   node scripts/build-kernels.ts           writes those whose source or way of compiling has changed
 *   node scripts/build-kernels.ts --check   compiles all and fails where what is committed differs
 *
 * A first line `// options: …` adds options of its own. Every kernel imports a shared memory `env.memory` of at most 4 GiB and holds no data of its own (`StaticArray`
 * literals and strings would be written over the memory): what it works on has its places given by the caller.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const OPTIONS = (
  '--runtime stub --importMemory --sharedMemory --maximumMemory 65536 --noExportMemory --enable simd,threads ' +
  '-O3 --converge --noAssert --uncheckedBehavior always'
).split(' ')

const root = fileURLToPath(new URL('..', import.meta.url))
const compilerVersion = (): string =>
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.assemblyscript

/** Sources of kernels under a folder, sorted. */
function kernelSources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.as'))
    .map((name) => join(folder, name))
    .toSorted()
}

/** Kernels whose module is missing or was made of another source, relative to the project. Compiles nothing. */
export function staleKernels(): readonly string[] {
  return kernelSources(join(root, 'src'))
    .filter((source) => !committedModule(source).includes(`'${fingerprintOf(source)}'`))
    .map((source) => relative(root, source))
}

const modulePath = (source: string): string => source.replace(/\.as$/, '.wasm.ts')

function committedModule(source: string): string {
  const path = modulePath(source)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** Of the source, of all `.as` beside it (they may be imported) and of how it is compiled. */
function fingerprintOf(source: string): string {
  const hash = createHash('sha256').update(JSON.stringify([compilerVersion(), OPTIONS, basename(source)]))
  for (const path of kernelSources(dirname(source))) hash.update(readFileSync(path))
  return hash.digest('hex')
}

async function compile(source: string): Promise<Uint8Array> {
  const { default: asc } = await import('assemblyscript/asc')
  let binary: Uint8Array | undefined
  // The compiler wants `.ts`, which every tool of the house would take for its own.
  const entry = basename(source).replace(/\.as$/, '.ts')
  const said: string[] = []
  const own = /^\/\/ options: (.+)$/m.exec(readFileSync(source, 'utf8'))?.[1]?.split(' ') ?? []
  const { error } = await asc.main([entry, '--outFile', 'kernel.wasm', ...OPTIONS, ...own], {
    readFile(name, base) {
      const path = join(base === '.' ? dirname(source) : base, name).replace(/\.ts$/, '.as')
      return existsSync(path) ? readFileSync(path, 'utf8') : null
    },
    writeFile(_, contents) {
      if (typeof contents !== 'string') binary = contents
    },
    listFiles: () => [],
    stderr: { write: (text) => said.push(String(text)) > 0 },
  })
  if (error !== null || binary === undefined)
    throw new Error(`${relative(root, source)} does not compile:\n${said.join('')}`, { cause: error })
  return binary
}

async function moduleOf(source: string): Promise<string> {
  const binary = await compile(source)
  return `// Written by scripts/build-kernels.ts from ${basename(source)}: not to be edited.

/** sha256 of the source and of how it was compiled. */
export const KERNEL_SOURCE = '${fingerprintOf(source)}'

/** A WebAssembly module of ${binary.length} bytes, in base64. It imports the shared memory \`env.memory\`. */
export const KERNEL =
  '${Buffer.from(binary).toString('base64')}'
`
}

if (import.meta.main) {
  const isCheck = process.argv.includes('--check')
  const stale = staleKernels()
  for (const source of kernelSources(join(root, 'src'))) {
    const name = relative(root, source)
    if (!isCheck && !stale.includes(name)) continue
    const text = await moduleOf(source)
    if (!isCheck) {
      writeFileSync(modulePath(source), text)
      console.log(`${relative(root, modulePath(source))} written`)
    } else if (text !== committedModule(source)) {
      console.error(`${name} and its module differ: run node scripts/build-kernels.ts`)
      process.exitCode = 1
    }
  }
}
