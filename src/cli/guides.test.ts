import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { callOf } from './command.ts'
import { COMMANDS } from './commands.ts'
import type { Terminal } from './terminal.ts'

const root = new URL('../../', import.meta.url)
const guides = new URL('docs/guides/', root)
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'].map((name) => new URL(name, root)),
  ...readdirSync(guides)
    .filter((name) => name.endsWith('.md'))
    .map((name) => new URL(name, guides)),
].filter((page) => existsSync(page))

const NOBODY: Terminal = {
  out: () => undefined,
  err: () => undefined,
  env: {},
  folder: '/nowhere',
  isWatched: false,
  readInput: async () => '',
  askSecret: async () => undefined,
  stopped: async () => undefined,
}

/** Command lines of the code blocks of a page, without what the shell reads itself. */
function commandLinesIn(text: string): readonly (readonly string[])[] {
  const blocks = [...text.matchAll(/^```(?:sh|console|bash|text)?\n([\s\S]*?)^```/gm)].map(
    ([, block = '']) => block,
  )
  return blocks
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .flatMap((line) => {
      const command = /^\s*(?:\$ )?(?:\w+=(?:'[^']*'|\S*) )*(?:npm run entraide -- |entraide )(.*)$/.exec(
        line,
      )?.[1]
      return command === undefined ? [] : [wordsOf(command)]
    })
}

function wordsOf(line: string): readonly string[] {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(#.*$|[|>&;].*$)|([^\s"'|>&;]+)/g)]
  const end = words.findIndex(([, , , rest]) => rest !== undefined)
  return words
    .slice(0, end === -1 ? undefined : end)
    .map(([, double, single, , plain]) => double ?? single ?? plain ?? '')
}

test.each(pages.map((page) => [fileURLToPath(page).slice(fileURLToPath(root).length), page] as const))(
  'every command line of %s can be called',
  async (_, page) => {
    for (const words of commandLinesIn(readFileSync(page, 'utf8'))) {
      const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((each) => Object.hasOwn(COMMANDS, each))
      expect(name, words.join(' ')).toBeDefined()
      const command = await COMMANDS[name ?? '']?.load()
      if (command === undefined) continue
      const rest = words.slice((name ?? '').split(' ').length)
      expect(() => callOf(command, rest, NOBODY), words.join(' ')).not.toThrow()
    }
  },
)

test('the guides show command lines', () => {
  const lines = pages.flatMap((page) => commandLinesIn(readFileSync(page, 'utf8')))
  expect(lines.length).toBeGreaterThan(10)
  expect(lines).toContainEqual(['start', '--node', 'ke'])
})
