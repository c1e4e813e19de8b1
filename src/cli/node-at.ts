import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { NodeAwayError } from './exits.ts'
import type { Terminal } from './terminal.ts'

const HOME = '.entraide'
const SETTINGS = 'node.json'

/**
 * The folder of the node that a command means: `--node DIR`, or the name of a folder in ./.entraide; else
 * ENTRAIDE_NODE; else the first node in ./.entraide. Throws `NodeAwayError` when there is none.
 */
export function nodeFolderAt(asked: string | undefined, terminal: Terminal): string {
  const wish = asked ?? terminal.env['ENTRAIDE_NODE']
  if (wish !== undefined) {
    const named = join(terminal.folder, HOME, wish.toLowerCase())
    return !existsSync(resolve(terminal.folder, wish)) && isNode(named)
      ? named
      : resolve(terminal.folder, wish)
  }
  const home = join(terminal.folder, HOME)
  const first = namesIn(home).find((name) => isNode(join(home, name)))
  if (first !== undefined) return join(home, first)
  throw new NodeAwayError(
    'there is no node here: make one with `entraide init`, or name its folder with --node DIR',
  )
}

/** Where `entraide init` puts a new node when no folder is named. */
export function newNodeFolder(asked: string | undefined, member: string, terminal: Terminal): string {
  const wish = asked ?? terminal.env['ENTRAIDE_NODE']
  return wish === undefined
    ? join(terminal.folder, HOME, member.toLowerCase())
    : resolve(terminal.folder, wish)
}

const isNode = (folder: string): boolean => existsSync(join(folder, SETTINGS))
const namesIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).toSorted() : []
