import { existsSync, readFileSync } from 'node:fs'
import { checkpointText } from '#ledger/checkpoint.ts'
import { logPublicKeys, nodeSign, nodeVerify } from '#ledger/node-signatures.ts'
import { nodeSha256 as sha256 } from '#ledger/node-sha256.ts'
import { type NoteSigner, parseNote, signNote, verifyNote } from '#ledger/note.ts'
import { noteKeyToText, noteSigner, noteVerifier } from '#ledger/note-keys.ts'
import { seeded } from './seal-by-the-book.ts'
import { commitmentOf, commitmentsTo, entryOf, hash, hex, mth, saltOf, ZERO } from './tree-by-the-book.ts'

/*
 * Roots are those of the book. ML-DSA-44 signatures are hedged with fresh randomness (FIPS 204 §3.4): notes of the last
 * run that still verify are kept, so that running again changes nothing.
 */

const ORIGIN = 'vectors/MA/acts'
const TIME_SECONDS = 1_767_323_045

function keyPairs(name: string) {
  const secrets = {
    ed25519: seeded(`${name} ed25519`).toString('base64'),
    mldsa44: seeded(`${name} mldsa44`).toString('base64'),
  }
  const publicKeys = logPublicKeys(name, secrets)
  const context = { sign: nodeSign(secrets), sha256, timeSeconds: TIME_SECONDS }
  return {
    secrets,
    texts: publicKeys.map((key) => noteKeyToText(key, sha256)),
    signers: publicKeys.map((key) => noteSigner(key, context)),
    verifiers: publicKeys.map((key) => noteVerifier(key, { verify: nodeVerify(), sha256 })),
  }
}
const LOG = keyPairs(ORIGIN)
const WITNESS = keyPairs('vectors/KE/witness')
const ALL_VERIFIERS = [...LOG.verifiers, ...WITNESS.verifiers]

interface KeptNotes {
  readonly notes: Readonly<Record<string, string>>
}

/** The note of the last run where it is still this text, truly signed by these signers; or a new one. */
function stableNote(
  kept: KeptNotes | undefined,
  label: string,
  text: string,
  signers: readonly NoteSigner[],
): string {
  const note = kept?.notes[label]
  const parsed = note === undefined ? undefined : parseNote(note)
  if (note === undefined || !parsed?.ok) return signNote(text, signers)
  const verified = verifyNote(parsed.value, ALL_VERIFIERS)
  const isSame = parsed.value.text === text && verified.ok && verified.value.length === signers.length
  return isSame ? note : signNote(text, signers)
}

export function noteFiles(): Record<string, unknown> {
  const file = new URL('./ledger/notes.json', import.meta.url)
  const kept: KeptNotes | undefined = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  const head = (size: number, data = commitmentsTo(size), origin = ORIGIN): string =>
    checkpointText({ origin, size, root: mth(data) })
  const make = (label: string, text: string, signers: readonly NoteSigner[]) =>
    stableNote(kept, label, text, signers)
  const both = [...LOG.signers, ...WITNESS.signers.slice(1)]
  const [logEd25519, logMldsa44] = LOG.signers
  if (logEd25519 === undefined || logMldsa44 === undefined) throw new Error('a log has two keys')

  const notes = {
    nothing: make('nothing', head(0), both),
    seven: make('seven', head(7), both),
    twelve: make('twelve', head(12), both),
    twenty: make('twenty', head(20), both),
    fork: make('fork', head(12, commitmentsTo(12).with(11, commitmentOf(99))), both),
    ed25519Only: make('ed25519Only', head(7), [logEd25519]),
    mldsa44Only: make('mldsa44Only', head(7), [logMldsa44]),
    otherLog: make('otherLog', head(7, undefined, 'vectors/MA/accesses'), both),
  }
  return {
    notes: {
      keys: {
        log: { secrets: LOG.secrets, texts: LOG.texts },
        witness: { secrets: WITNESS.secrets, texts: WITNESS.texts },
      },
      timeSeconds: TIME_SECONDS,
      notes,
      ...noteVectors(notes),
    },
    logs: logVectors(notes),
  }
}

type Notes = Readonly<
  Record<
    'nothing' | 'seven' | 'twelve' | 'twenty' | 'fork' | 'ed25519Only' | 'mldsa44Only' | 'otherLog',
    string
  >
>

function noteVectors({ seven, ed25519Only, mldsa44Only, twelve }: Notes): object {
  const known = ['log', 'witness']
  const lines = (note: string): readonly string[] => note.split('\n')
  const [, second = '', third = ''] = lines(twelve)
  const bad = { kind: 'ledger/bad-note-signature', keyName: ORIGIN }
  const malformed = { kind: 'ledger/malformed-note' }
  const unsigned = { kind: 'ledger/unsigned-note' }
  const row = (description: string, note: string, keys: readonly string[], result: object) => ({
    description,
    note,
    keys,
    ...result,
  })
  return {
    valid: [
      row('both keys of the log and one of a witness', seven, known, { verified: 3 }),
      row('a key that is not known is passed over', seven, ['log'], { verified: 2 }),
      row('Ed25519 only', ed25519Only, known, { verified: 1 }),
      row('ML-DSA-44 only', mldsa44Only, known, { verified: 1 }),
    ],
    invalid: [
      row('none of the keys is known', ed25519Only, ['witness'], { refusal: unsigned }),
      row('the size is another', seven.replace('\n7\n', '\n8\n'), known, { refusal: bad }),
      row(
        'the head is that of another checkpoint',
        seven.replace(/\n7\n.*\n/, `\n${second}\n${third}\n`),
        known,
        { refusal: bad },
      ),
      row('the origin is another', seven.replace(`${ORIGIN}\n`, 'vectors/KE/acts\n'), known, {
        refusal: bad,
      }),
      row('the ML-DSA-44 signature is over another head', mldsa44Only.replace('\n7\n', '\n8\n'), known, {
        refusal: bad,
      }),
      row(
        'the ML-DSA-44 signature is on no checkpoint',
        mldsa44Only.replace(/^.*\n\n/s, 'a letter\n\n'),
        known,
        { refusal: bad },
      ),
      row('no signature', seven.replace(/\n\n.*$/s, '\n\n'), known, { refusal: malformed }),
      row('no empty line', seven.replace('\n\n', '\n'), known, { refusal: malformed }),
      row('no last line feed', seven.slice(0, -1), known, { refusal: malformed }),
      row('carriage returns', seven.replaceAll('\n', '\r\n'), known, { refusal: malformed }),
      row('a hyphen for the dash', seven.replace('\u2014', '-'), known, { refusal: malformed }),
      row('a signature that is no base64', ed25519Only.replace(/=?=\n$/, '*\n'), known, {
        refusal: malformed,
      }),
    ],
  }
}

interface LogLeaf {
  readonly index: number
  readonly salt: string | null
  readonly entry: string | null
  readonly commitment: string
  readonly leafHash: string
}

function logVectors(notes: Notes): unknown {
  const leaf = (index: number, of = index): LogLeaf => ({
    index,
    salt: hex(saltOf(of)),
    entry: hex(entryOf(of)),
    commitment: hex(commitmentOf(of)),
    leafHash: hex(hash(ZERO, commitmentOf(of))),
  })
  const leaves = Array.from({ length: 20 }, (_, index) => leaf(index))
  const erased = (index: number): LogLeaf => ({ ...leaf(index), salt: null, entry: null })
  const root = hex(mth(commitmentsTo(20)))
  const whole = { size: 20, signedSize: 20, root, erasedLeaves: 0 }
  const findings = (...found: readonly object[]) => ({ findings: found })
  const pinned = (kind: string) => findings({ kind, index: 5 })
  const signature = (checkpoint: number, keyName: string, reason: string) => ({
    kind: 'ledger/checkpoint-signature',
    checkpoint,
    keyName,
    reason,
  })
  // Each log is the twenty leaves and all four checkpoints, but for what its row says.
  const all = ['nothing', 'seven', 'twelve', 'twenty']
  const row = (description: string, change: LogChange, result: object) => ({
    description,
    replaced: [],
    removed: [],
    appended: [],
    checkpoints: all,
    ...change,
    ...result,
  })
  const altered = { ...notes, text: 'text', sevenAsSix: notes.seven.replace('\n7\n', '\n6\n') }
  const everyLeaf = leaves.map(({ index }) => index)
  return {
    origin: ORIGIN,
    log: LOG.texts,
    witnesses: WITNESS.texts,
    notes: altered,
    leaves,
    valid: [
      row('as it was written', {}, whole),
      row('two entries were erased', { replaced: [erased(4), erased(13)] }, { ...whole, erasedLeaves: 2 }),
      row(
        'leaves that await a checkpoint',
        { checkpoints: ['seven', 'twelve'] },
        { ...whole, signedSize: 12 },
      ),
      row(
        'nothing yet',
        { removed: everyLeaf, checkpoints: [] },
        { size: 0, signedSize: 0, root: hex(mth([])), erasedLeaves: 0 },
      ),
    ],
    invalid: [
      row(
        'an entry was changed',
        { replaced: [{ ...leaf(5), entry: leaf(6).entry }] },
        pinned('ledger/entry-changed'),
      ),
      row(
        'a salt was changed',
        { replaced: [{ ...leaf(5), salt: leaf(6).salt }] },
        pinned('ledger/entry-changed'),
      ),
      row(
        'a commitment was changed',
        { replaced: [{ ...leaf(5), commitment: leaf(6).commitment }] },
        pinned('ledger/commitment-changed'),
      ),
      row(
        'a leaf hash was changed',
        { replaced: [{ ...leaf(5), leafHash: leaf(6).leafHash }] },
        pinned('ledger/leaf-hash-changed'),
      ),
      row(
        'the commitment of an erased entry was changed',
        { replaced: [{ ...erased(5), commitment: leaf(6).commitment }] },
        pinned('ledger/commitment-changed'),
      ),
      row(
        'a salt was erased without its entry',
        { replaced: [{ ...leaf(5), salt: null }] },
        pinned('ledger/leaf-malformed'),
      ),
      row(
        'a leaf was rewritten whole',
        { replaced: [leaf(8, 99)] },
        findings({ kind: 'ledger/root-differs', checkpoint: 2, size: 12, from: 7, through: 11 }),
      ),
      row(
        'leaves are missing',
        { removed: [3, 4] },
        findings({ kind: 'ledger/leaf-missing', index: 3, through: 4 }),
      ),
      row(
        'a leaf comes twice',
        { appended: [leaf(19)] },
        findings({ kind: 'ledger/leaf-repeated', index: 19 }),
      ),
      row(
        'the end was cut off',
        { removed: [15, 16, 17, 18, 19] },
        findings({ kind: 'ledger/checkpoint-beyond-log', checkpoint: 3, size: 20, leaves: 15 }),
      ),
      row(
        'no checkpoint is left',
        { checkpoints: [] },
        findings({ kind: 'ledger/no-checkpoint', leaves: 20 }),
      ),
      row(
        'a checkpoint is no note',
        { checkpoints: ['seven', 'text', 'twenty'] },
        findings({ kind: 'ledger/checkpoint-unreadable', checkpoint: 1 }),
      ),
      row(
        'a checkpoint has one of two signatures of the log',
        { checkpoints: ['ed25519Only', 'twenty'] },
        findings(signature(0, ORIGIN, 'missing')),
      ),
      row(
        'a checkpoint of another log',
        { checkpoints: ['otherLog', 'twenty'] },
        findings({ kind: 'ledger/checkpoint-of-another-log', checkpoint: 0 }),
      ),
      row(
        'checkpoints go back',
        { checkpoints: ['twelve', 'seven', 'twenty'] },
        findings({ kind: 'ledger/checkpoint-goes-back', checkpoint: 1, size: 7, before: 12 }),
      ),
      row(
        'a second history was signed',
        { checkpoints: ['seven', 'fork', 'twenty'] },
        findings({ kind: 'ledger/split-view', checkpoint: 1, size: 12 }),
      ),
      row(
        'a size was changed in a checkpoint',
        { checkpoints: ['sevenAsSix', 'twenty'] },
        findings(
          signature(0, ORIGIN, 'bad'),
          signature(0, ORIGIN, 'bad'),
          signature(0, 'vectors/KE/witness', 'bad'),
        ),
      ),
    ],
  }
}

interface LogChange {
  readonly replaced?: readonly LogLeaf[]
  readonly removed?: readonly number[]
  readonly appended?: readonly LogLeaf[]
  /** Names of notes. */
  readonly checkpoints?: readonly (string | undefined)[]
}
