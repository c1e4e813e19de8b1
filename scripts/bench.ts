/**
 * Runs the measured claims: `npm run bench` runs all of them, `npm run bench -- matching ARGS` runs one.
 *
 * A claim is a file of bench/ that exports `run(args)`. The machine is printed first, because a rate without its
 * machine says nothing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'

const folder = fileURLToPath(new URL('../bench/', import.meta.url))

/** Files of bench/ that make models or data for the claims and measure nothing themselves. */
const HAS_RUN = /^export (?:async )?(?:function|const) run\b/m

function names(): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => HAS_RUN.test(readFileSync(folder + file, 'utf8')))
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted()
}

function printMachine(): void {
  const model = cpus()[0]?.model ?? 'unknown processor'
  const memoryGiB = (totalmem() / 1024 ** 3).toFixed(1)
  console.log(
    `Machine: ${cpus().length} cores, ${model}, ${memoryGiB} GiB, ${process.platform} ${process.arch}, Node ${process.version}`,
  )
}

async function runOne(name: string, args: readonly string[]): Promise<void> {
  const bench: { readonly run?: (args: readonly string[]) => Promise<void> } = await import(
    pathToFileURL(`${folder}${name}.ts`).href
  )
  if (bench.run === undefined) throw new Error(`bench/${name}.ts exports no run`)
  console.log(`\n== ${name}`)
  await bench.run(args)
}

const [wanted, ...args] = process.argv.slice(2)
const known = names()

if (wanted !== undefined && !known.includes(wanted)) {
  console.error(`There is no bench "${wanted}". Known: ${known.join(', ') || 'none'}`)
  process.exitCode = 2
} else {
  printMachine()
  for (const name of wanted === undefined ? known : [wanted]) {
    try {
      await runOne(name, args)
    } catch (error) {
      console.error(`bench ${name} failed:`, error)
      process.exitCode = 1
    }
  }
}
