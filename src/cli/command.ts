import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { type Language, LANGUAGES } from '#acts/charter.ts'
import { type Exit, UsageError } from './exits.ts'
import { createOutput, type Output } from './output.ts'
import type { Terminal } from './terminal.ts'
import { WORDS, type Words } from './words/words-of.ts'

/** One command of the command line; `commands.ts` holds the words that it is called by. */
export interface Command {
  /** Lines of `--help`, below the summary: how it is called, and what each option means. */
  readonly help: readonly string[]
  readonly options: ParseArgsOptionsConfig
  readonly run: (call: Call) => Promise<Exit>
}

/** A command that was called: its options and positionals, and what it may use. */
export interface Call {
  readonly positionals: readonly string[]
  readonly text: (option: string) => string | undefined
  readonly texts: (option: string) => readonly string[]
  readonly isSet: (option: string) => boolean
  readonly terminal: Terminal
  readonly output: Output
  readonly language: Language
  readonly words: Words
}

const COMMON = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  node: { type: 'string' },
  language: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig

export const COMMON_HELP = [
  '  --node DIR        the node’s folder, or its name in ./.entraide (else ENTRAIDE_NODE, else the first there)',
  '  --json            JSON for programs, one value a line',
  '  --language CODE   ar, en, fr or es (else from LANG)',
  '  --help            this text',
]

/** Reads the arguments of a command. Throws `UsageError`. */
export function callOf(command: Command, args: readonly string[], terminal: Terminal): Call {
  const { values, positionals } = parsed(command, args)
  const language = languageOf(values['language'], terminal)
  return {
    positionals,
    text: (option) => {
      const value = values[option]
      return typeof value === 'string' ? value : undefined
    },
    texts: (option) => {
      const value = values[option]
      return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
    },
    isSet: (option) => values[option] === true,
    terminal,
    output: createOutput(terminal, values['json'] === true),
    language,
    words: WORDS[language],
  }
}

type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>

function parsed(
  command: Command,
  args: readonly string[],
): { readonly values: Values; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options: { ...command.options, ...COMMON }, allowPositionals: true })
  } catch (cause) {
    // node:util throws TypeErrors whose messages are written for the person who typed.
    throw new UsageError(cause instanceof Error ? cause.message : 'the options cannot be read', { cause })
  }
}

export function languageOf(asked: unknown, terminal: Terminal): Language {
  const { env } = terminal
  const wish = typeof asked === 'string' ? asked : (env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '')
  const found = LANGUAGES.find((language) => wish.toLowerCase().split(/[_.-]/)[0] === language)
  if (found === undefined && typeof asked === 'string')
    throw new UsageError(`--language is one of ${LANGUAGES.join(', ')}`)
  return found ?? 'en'
}

/** The option's text; throws `UsageError` without it. */
export function needed(call: Call, option: string): string {
  const value = call.text(option)
  if (value === undefined) throw new UsageError(`--${option} is needed`)
  return value
}

/** The one positional at this place; throws `UsageError` without it. */
export function positional(call: Call, at: number, name: string): string {
  const value = call.positionals[at]
  if (value === undefined) throw new UsageError(`${name} is missing`)
  return value
}
