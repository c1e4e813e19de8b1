import { COMMANDS, type CommandEntry } from './commands.ts'
import { type Call, callOf, COMMON_HELP, type Command } from './command.ts'
import { EXIT, type Exit, exitOfProblem, NodeAwayError, ProblemError, UsageError } from './exits.ts'
import { createOutput, harmless } from './output.ts'
import { processTerminal, type Terminal } from './terminal.ts'

/** Runs one command line; gives its exit code. Nothing is thrown: what goes wrong is said on the error stream. */
export async function run(args: readonly string[], terminal: Terminal): Promise<Exit> {
  try {
    const found = commandIn(args)
    if (found === undefined) return overview(args, terminal)
    const command = await found.entry.load()
    if (found.rest.includes('--help') || found.rest.includes('-h')) {
      terminal.out(helpOf(found.entry, command))
      return EXIT.done
    }
    return await runCommand(command, callOf(command, found.rest, terminal))
  } catch (error) {
    return exitOf(error, args.includes('--json'), terminal)
  }
}

async function runCommand(command: Command, call: Call): Promise<Exit> {
  try {
    return await command.run(call)
  } finally {
    call.output.endProgress()
  }
}

interface FoundCommand {
  readonly entry: CommandEntry
  readonly rest: readonly string[]
}

function commandIn(args: readonly string[]): FoundCommand | undefined {
  for (const count of [2, 1]) {
    const words = args.slice(0, count).join(' ')
    const entry = Object.hasOwn(COMMANDS, words) ? COMMANDS[words] : undefined
    if (entry !== undefined) return { entry, rest: args.slice(count) }
  }
  return undefined
}

/** What commands there are: asked for, or because the words name none. */
function overview(args: readonly string[], terminal: Terminal): Exit {
  const [first] = args
  const all = Object.entries(COMMANDS)
  const isHelp = args.some((argument) => ['--help', '-h', 'help'].includes(argument))
  const ofGroup = all.filter(([words]) => words.split(' ')[0] === first)
  const shown = ofGroup.length > 0 ? ofGroup : all
  const lines = shown.map(([words, { summary }]) => `  ${words.padEnd(20)} ${summary}`)
  const text = ['entraide COMMAND [--help]', '', ...lines, '', ...COMMON_HELP, ''].join('\n')
  if (isHelp) {
    terminal.out(text)
    return EXIT.done
  }
  const isUnknown = first !== undefined && ofGroup.length === 0
  terminal.err(isUnknown ? `There is no command "${harmless(first)}".\n\n${text}` : text)
  return EXIT.usage
}

function helpOf({ summary }: CommandEntry, { help }: Command): string {
  return [summary, '', ...help, '', ...COMMON_HELP, ''].join('\n')
}

function exitOf(error: unknown, isJson: boolean, terminal: Terminal): Exit {
  const output = createOutput(terminal, isJson)
  if (error instanceof ProblemError) {
    output.problem(error.problem)
    return exitOfProblem(error.problem)
  }
  if (error instanceof UsageError) return told(error.message, 'usage', EXIT.usage)
  if (error instanceof NodeAwayError) return told(error.message, 'node-away', EXIT.unreachable)
  // The outermost seam: whatever is left is our own bug, and its stack helps whoever mends it.
  const stack = error instanceof Error ? (error.stack ?? error.message) : 'not an error'
  output.note(`This is a fault of the program. Please report it with these lines:\n${stack}`)
  output.json({ error: 'bug' })
  return EXIT.bug

  function told(message: string, kind: string, exit: Exit): Exit {
    output.json({ error: kind, message })
    if (!isJson) output.note(message)
    return exit
  }
}

if (import.meta.main) {
  const exit = await run(process.argv.slice(2), processTerminal())
  // A node that could not be started whole may have left a part of itself listening: the command is over all the same.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  )
  process.exit(exit)
}
