import { MANDATES } from '#acts/charter.ts'
import { isCountryCode, isMemberId } from '#kernel/ids.ts'
import { initNode, NodeFolderError, type Settings, SettingsField } from '#node/folder.ts'
import { fingerprint } from '#seal/keys.ts'
import { type Call, type Command, needed } from './command.ts'
import { EXIT, NodeAwayError, UsageError } from './exits.ts'
import { newNodeFolder } from './node-at.ts'

export const INIT: Command = {
  help: [
    'entraide init --member ID --name TEXT --address https://HOST:PORT [--node DIR]',
    '',
    '  --member ID       2 to 12 capital letters or digits, such as MA or GS',
    `  --mandate CODE    ${MANDATES.join(', ')} (bureau when left out)`,
    '  --country CC      of a bureau (ISO 3166-1); the member’s own letters when left out and they are two',
    '  --name TEXT       in every language, or --name-ar, --name-en, --name-fr, --name-es each',
    '  --address URL     where peers reach the exchange; its port is the one listened on unless --exchange-port',
    '  --host, --port    where browsers reach the application (127.0.0.1, 8080)',
    '  --tls-certificate FILE --tls-key FILE: TLS for the application, needed beyond this machine',
    '  --exchange-host, --exchange-port  where the exchange listens (0.0.0.0 and the port of the address)',
    '  --postgresql URL  store in PostgreSQL instead of the embedded store',
  ],
  options: {
    member: { type: 'string' },
    mandate: { type: 'string' },
    country: { type: 'string' },
    name: { type: 'string' },
    'name-ar': { type: 'string' },
    'name-en': { type: 'string' },
    'name-fr': { type: 'string' },
    'name-es': { type: 'string' },
    address: { type: 'string' },
    host: { type: 'string' },
    port: { type: 'string' },
    'tls-certificate': { type: 'string' },
    'tls-key': { type: 'string' },
    'exchange-host': { type: 'string' },
    'exchange-port': { type: 'string' },
    postgresql: { type: 'string' },
  },
  async run(call) {
    const member = needed(call, 'member').toUpperCase()
    if (!isMemberId(member)) throw new UsageError('--member is 2 to 12 capital letters or digits')
    const mandate = MANDATES.find((each) => each === (call.text('mandate') ?? 'bureau'))
    if (mandate === undefined) throw new UsageError(`--mandate is one of ${MANDATES.join(', ')}`)
    const country = (
      call.text('country') ?? (mandate === 'bureau' && member.length === 2 ? member : undefined)
    )?.toUpperCase()
    if (country !== undefined && !isCountryCode(country))
      throw new UsageError('--country is two letters (ISO 3166-1)')
    const address = addressOf(call)
    const path = newNodeFolder(call.text('node'), member, call.terminal)
    const card = await made(() =>
      initNode({
        path,
        settings: settingsOf(call, member, address),
        mandate,
        ...(country !== undefined && { country }),
        name: {
          ar: nameIn(call, 'ar'),
          en: nameIn(call, 'en'),
          fr: nameIn(call, 'fr'),
          es: nameIn(call, 'es'),
        },
        address: address.origin,
      }),
    )
    const { output } = call
    output.json({ folder: path, card, fingerprint: fingerprint(card.keys) })
    output.line(`${card.id} is made in ${path}`)
    output.line(`Fingerprint: ${fingerprint(card.keys)}`)
    output.line()
    output.line('Next: give card.json to the keeper of the charter, compare the fingerprint by voice, then')
    output.line(`  entraide charter adopt charter.json --node ${path}`)
    output.line('or, as the keeper of a new network,')
    output.line(`  entraide charter make --network NAME --node ${path}`)
    return EXIT.done
  },
}

function addressOf(call: Call): URL {
  const text = needed(call, 'address')
  const address = URL.canParse(text) ? new URL(text) : undefined
  if (address?.protocol === 'https:') return address
  throw new UsageError('--address is https://HOST:PORT')
}

function nameIn(call: Call, language: string): string {
  return call.text(`name-${language}`) ?? needed(call, 'name')
}

function settingsOf(call: Call, member: string, address: URL): Settings {
  const certificate = call.text('tls-certificate')
  const key = call.text('tls-key')
  if ((certificate === undefined) !== (key === undefined))
    throw new UsageError('--tls-certificate and --tls-key go together')
  const host = call.text('host') ?? '127.0.0.1'
  if (certificate === undefined && !isLoopback(host)) {
    throw new UsageError('beyond this machine the application needs TLS: --tls-certificate and --tls-key')
  }
  const url = call.text('postgresql')
  const parsed = SettingsField.safeParse({
    member,
    // A node made here is operational: demonstration accounts cannot be switched on in it.
    mode: 'operational',
    store: url === undefined ? { type: 'sqlite' } : { type: 'postgresql', url },
    application: {
      host,
      port: Number(call.text('port') ?? 8080),
      ...(certificate !== undefined && key !== undefined && { tls: { certificate, key } }),
    },
    exchange: {
      host: call.text('exchange-host') ?? '0.0.0.0',
      port: Number(call.text('exchange-port') ?? (address.port === '' ? 443 : address.port)),
    },
  })
  if (parsed.success) return parsed.data
  throw new UsageError(`${parsed.error.issues[0]?.path.join('.') ?? 'a setting'} does not fit`)
}

/** Passwords and sessions never cross a wire in the clear. A proxy that speaks TLS stands on this machine. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.')

async function made<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof NodeFolderError) throw new NodeAwayError(cause.message, { cause })
    throw cause
  }
}
