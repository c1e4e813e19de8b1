import type { Command } from './command.ts'

/** A command by the words it is called by. It is loaded when it is called: asking for help opens nothing. */
export interface CommandEntry {
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  init: {
    summary: 'Make a node: its keys, certificate and settings, and the card for the keeper of the charter',
    load: async () => (await import('./init.ts')).INIT,
  },
  start: {
    summary: 'Run this node until it is stopped',
    load: async () => (await import('./start.ts')).START,
  },
  demo: {
    summary: 'Run a network of four invented members on this machine',
    load: async () => (await import('./demo.ts')).DEMO,
  },
  'import un-sc': {
    summary: 'Import the United Nations Security Council consolidated list (XML)',
    load: async () => (await import('./import.ts')).IMPORT_UN,
  },
  'import ofac-sdn': {
    summary: 'Import the OFAC list of specially designated nationals (a folder with its CSV files)',
    load: async () => (await import('./import.ts')).IMPORT_OFAC,
  },
  'check person': {
    summary: 'Ask whether a person or an organisation is known, by name in any script',
    load: async () => (await import('./check.ts')).CHECK_PERSON,
  },
  'check document': {
    summary: 'Ask whether a document is reported stolen, lost or revoked',
    load: async () => (await import('./check.ts')).CHECK_DOCUMENT,
  },
  'check vehicle': {
    summary: 'Ask whether a vehicle is reported stolen',
    load: async () => (await import('./check.ts')).CHECK_VEHICLE,
  },
  'check identifier': {
    summary: 'Ask whether an account, telephone number, address, wallet or other number is known',
    load: async () => (await import('./check.ts')).CHECK_IDENTIFIER,
  },
  'check mrz': {
    summary: 'Read the machine readable zone of a document and check its holder and the document together',
    load: async () => (await import('./check.ts')).CHECK_MRZ,
  },
  'check border': {
    summary: 'Ask about a person, their documents and their vehicle at once: one check, one answer',
    load: async () => (await import('./check.ts')).CHECK_BORDER,
  },
  check: {
    summary:
      'Check a passenger list: CSV, JSON or PAXLST, with progress, and gone on with after an interruption',
    load: async () => (await import('./check-batch.ts')).CHECK_BATCH,
  },
  'check decide': {
    summary: 'Say whether a candidate is the same; "same" tells the owner of the record',
    load: async () => (await import('./check.ts')).CHECK_DECIDE,
  },
  'record add-document': {
    summary: 'Record a stolen, lost or revoked travel document of your own country',
    load: async () => (await import('./record.ts')).RECORD_ADD_DOCUMENT,
  },
  'record add-vehicle': {
    summary: 'Record a stolen or missing vehicle',
    load: async () => (await import('./record.ts')).RECORD_ADD_VEHICLE,
  },
  'record withdraw': {
    summary: 'Withdraw a record of your own: every holder erases it and answers with a signed receipt',
    load: async () => (await import('./record.ts')).RECORD_WITHDRAW,
  },
  'record show': {
    summary: 'One record or notice, with who holds it when it is our own',
    load: async () => (await import('./record.ts')).RECORD_SHOW,
  },
  'record list': {
    summary: 'Records and notices held by this node, newest first',
    load: async () => (await import('./record.ts')).RECORD_LIST,
  },
  'record hits': {
    summary: 'Hits that other members reported to us, and those we reported',
    load: async () => (await import('./record.ts')).RECORD_HITS,
  },
  status: {
    summary: 'This node and, per peer: cursor, lag, last receipt, errors',
    load: async () => (await import('./status.ts')).STATUS,
  },
  'log verify': {
    summary: 'Prove both logs of this node from the first leaf; says where, if anything was changed',
    load: async () => (await import('./log.ts')).LOG_VERIFY,
  },
  'log show': {
    summary: 'The latest entries of both logs and their checkpoints',
    load: async () => (await import('./log.ts')).LOG_SHOW,
  },
  doctor: {
    summary: 'Say what is wrong with a node, and how to mend it',
    load: async () => (await import('./doctor.ts')).DOCTOR,
  },
  'account add': {
    summary: 'Add a named account',
    load: async () => (await import('./account.ts')).ACCOUNT_ADD,
  },
  'account list': {
    summary: 'The register of accounts and their rights',
    load: async () => (await import('./account.ts')).ACCOUNT_LIST,
  },
  'charter make': {
    summary: 'Sign a charter that joins members into a network (only its keeper does this)',
    load: async () => (await import('./charter.ts')).CHARTER_MAKE,
  },
  'charter adopt': {
    summary: 'Join the network of a charter, or take its new version',
    load: async () => (await import('./charter.ts')).CHARTER_ADOPT,
  },
  'charter show': {
    summary: 'The members of this node’s network, with their fingerprints',
    load: async () => (await import('./charter.ts')).CHARTER_SHOW,
  },
}
