import { type Call, callOf, COMMON_HELP, type Command } from './command.ts'
import { EXIT, type Exit, exitOfProblem, NodeAwayError, ProblemError, UsageError } from './exits.ts'
import { createOutput, harmless } from './output.ts'
import { processTerminal, type Terminal } from './terminal.ts'

/**
 * Every command, by the words it is called by. A command is loaded when it is called, so that asking for help does
 * not open a store. Commands that are missing here do not exist.
 */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./init.ts')).INIT,
  start: async () => (await import('./start.ts')).START,
  demo: async () => (await import('./demo.ts')).DEMO,
  'import un-sc': async () => (await import('./import.ts')).IMPORT_UN,
  'import ofac-sdn': async () => (await import('./import.ts')).IMPORT_OFAC,
  'check person': async () => (await import('./check.ts')).CHECK_PERSON,
  'check document': async () => (await import('./check.ts')).CHECK_DOCUMENT,
  'check vehicle': async () => (await import('./check.ts')).CHECK_VEHICLE,
  'check mrz': async () => (await import('./check.ts')).CHECK_MRZ,
  'check decide': async () => (await import('./check.ts')).CHECK_DECIDE,
  'record add-document': async () => (await import('./record.ts')).RECORD_ADD_DOCUMENT,
  'record add-vehicle': async () => (await import('./record.ts')).RECORD_ADD_VEHICLE,
  'record withdraw': async () => (await import('./record.ts')).RECORD_WITHDRAW,
  'record show': async () => (await import('./record.ts')).RECORD_SHOW,
  'record list': async () => (await import('./record.ts')).RECORD_LIST,
  'record hits': async () => (await import('./record.ts')).RECORD_HITS,
  status: async () => (await import('./status.ts')).STATUS,
  'log verify': async () => (await import('./log.ts')).LOG_VERIFY,
  'log show': async () => (await import('./log.ts')).LOG_SHOW,
  doctor: async () => (await import('./doctor.ts')).DOCTOR,
  'account add': async () => (await import('./account.ts')).ACCOUNT_ADD,
  'account list': async () => (await import('./account.ts')).ACCOUNT_LIST,
  'charter make': async () => (await import('./charter.ts')).CHARTER_MAKE,
  'charter adopt': async () => (await import('./charter.ts')).CHARTER_ADOPT,
  'charter show': async () => (await import('./charter.ts')).CHARTER_SHOW,
}

export const COMMAND_WORDS: readonly string[] = Object.keys(COMMANDS)

/** Runs one command line; gives its exit code. Nothing is thrown: what goes wrong is said on the error stream. */
export async function run(args: readonly string[], terminal: Terminal): Promise<Exit> {
  try {
    const found = commandIn(args)
    if (found === undefined) return await overview(args, terminal)
    const command = await found.load()
    if (found.rest.includes('--help') || found.rest.includes('-h')) {
      terminal.out(helpOf(command))
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

function commandIn(
  args: readonly string[],
): { readonly load: () => Promise<Command>; readonly rest: readonly string[] } | undefined {
  const [first = '', second = ''] = args
  const [two, one] = [COMMANDS[`${first} ${second}`], COMMANDS[first]]
  if (two !== undefined && Object.hasOwn(COMMANDS, `${first} ${second}`))
    return { load: two, rest: args.slice(2) }
  return one !== undefined && Object.hasOwn(COMMANDS, first) ? { load: one, rest: args.slice(1) } : undefined
}

/** What commands there are: asked for, or because the words name none. */
async function overview(args: readonly string[], terminal: Terminal): Promise<Exit> {
  const [first] = args
  const isAsked = first === undefined || first === '--help' || first === '-h' || first === 'help'
  const wanted = isAsked ? COMMAND_WORDS : COMMAND_WORDS.filter((words) => words.split(' ')[0] === first)
  const commands = await Promise.all(
    (wanted.length > 0 ? wanted : COMMAND_WORDS).map((words) => COMMANDS[words]?.()),
  )
  const lines = commands.flatMap((command) =>
    command === undefined ? [] : [`  ${command.words.padEnd(20)} ${command.summary}`],
  )
  const text = ['entraide COMMAND [--help]', '', ...lines, '', ...COMMON_HELP, ''].join('\n')
  const isHelp = (isAsked && first !== undefined) || args.includes('--help')
  if (isHelp) terminal.out(text)
  else
    terminal.err(
      `${first === undefined || wanted.length > 0 ? '' : `There is no command "${harmless(first)}".\n\n`}${text}`,
    )
  return isHelp ? EXIT.done : EXIT.usage
}

function helpOf(command: Command): string {
  return [command.summary, '', ...command.help, '', ...COMMON_HELP, ''].join('\n')
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

if (import.meta.main) process.exitCode = await run(process.argv.slice(2), processTerminal())
