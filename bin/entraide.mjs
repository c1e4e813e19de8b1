#!/usr/bin/env node
/**
 * Starts the command line with the pinned Node, whatever Node the machine has.
 *
 * JavaScript because an older Node may be the one that runs these lines.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const pinnedNode = file('node_modules/.bin/node')

if (!existsSync(pinnedNode)) {
  const setup = spawnSync(process.execPath, [file('scripts/setup.mjs')], { stdio: ['ignore', 2, 2] })
  if (setup.status !== 0) process.exit(setup.status ?? 1)
}

const child = spawn(pinnedNode, [file('src/cli/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
  process.on(signal, () => {
    // A terminal sends Ctrl-C to the child too: passing it on would make it two.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  })
}

child.on('error', (error) => {
  console.error(`entraide: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1)
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})
