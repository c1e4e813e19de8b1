import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { checkpointText } from '#ledger/checkpoint.ts'
import { logPublicKeys, nodeSign, nodeVerify } from '#ledger/node-signatures.ts'
import { nodeSha256 as sha256 } from '#ledger/node-sha256.ts'
import { type NoteSigner, parseNote, signNote, verifyNote } from '#ledger/note.ts'
import { noteKeyToText, noteSigner, noteVerifier } from '#ledger/note-keys.ts'
import { seeded } from './seal-by-the-book.ts'

/*
 * Trees, proofs and commitments are computed here by the definitions of RFC 6962 §2.1, not by the product's code.
 * ML-DSA-44 signatures are hedged with fresh randomness (FIPS 204 §3.4), so notes that still verify are kept.
 */

const hash = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const made = createHash('sha256')
  for (const part of parts) made.update(part)
  return made.digest()
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const ZERO = Buffer.of(0)
const ONE = Buffer.of(1)

const splitOf = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1)
function mth(data: readonly Buffer[]): Buffer {
  const [first] = data
  if (first === undefined) return hash()
  if (data.length === 1) return hash(ZERO, first)
  const k = splitOf(data.length)
  return hash(ONE, mth(data.slice(0, k)), mth(data.slice(k)))
}
function path(m: number, data: readonly Buffer[]): readonly Buffer[] {
  if (data.length === 1) return []
  const k = splitOf(data.length)
  return m < k
    ? [...path(m, data.slice(0, k)), mth(data.slice(k))]
    : [...path(m - k, data.slice(k)), mth(data.slice(0, k))]
}
function subproof(m: number, data: readonly Buffer[], whole: boolean): readonly Buffer[] {
  if (m === data.length) return whole ? [] : [mth(data)]
  const k = splitOf(data.length)
  return m <= k
    ? [...subproof(m, data.slice(0, k), whole), mth(data.slice(k))]
    : [...subproof(m - k, data.slice(k), false), mth(data.slice(0, k))]
}

const entryOf = (index: number): Buffer => Buffer.from(`entry ${index}`)
const saltOf = (index: number): Buffer => seeded(`salt ${index}`, 16)
const commitmentOf = (index: number): Buffer => hash('entraide/leaf/v1\n', saltOf(index), entryOf(index))
const commitmentsTo = (size: number): readonly Buffer[] =>
  Array.from({ length: size }, (_, index) => commitmentOf(index))

export function ledgerVectors(): Record<string, unknown> {
  return {
    leaves: leafVectors(),
    inclusion: inclusionVectors(),
    consistency: consistencyVectors(),
    tiles: tileVectors(),
    ...noteFiles(),
  }
}

function leafVectors(): unknown {
  return Array.from({ length: 20 }, (_, index) => ({
    salt: hex(saltOf(index)),
    entry: hex(entryOf(index)),
    commitment: hex(commitmentOf(index)),
    leafHash: hex(hash(ZERO, commitmentOf(index))),
    rootUpToHere: hex(mth(commitmentsTo(index + 1))),
  }))
}

function inclusionVectors(): unknown {
  const valid = [
    [0, 1],
    [0, 2],
    [1, 2],
    [0, 7],
    [6, 7],
    [4, 7],
    [3, 8],
    [19, 20],
    [16, 20],
    [0, 20],
  ] as const
  const row = ([index, size]: readonly [number, number]) => ({
    index,
    size,
    leafHash: hex(hash(ZERO, commitmentOf(index))),
    root: hex(mth(commitmentsTo(size))),
    proof: path(index, commitmentsTo(size)).map(hex),
  })
  const good = row([4, 7])
  const invalid = [
    ['another index', { index: 5 }],
    ['an index beyond the tree', { index: 7 }],
    ['a negative index', { index: -1 }],
    ['an index that is not whole', { index: 4.5 }],
    ['a larger size', { size: 15 }],
    ['a smaller size', { size: 5 }],
    ['size nothing', { size: 0 }],
    ['another leaf', { leafHash: row([5, 7]).leafHash }],
    ['another root', { root: row([4, 8]).root }],
    ['no proof', { proof: [] }],
    ['a proof without its last hash', { proof: good.proof.slice(0, -1) }],
    ['a proof with one hash more', { proof: [...good.proof, good.root] }],
    ['a proof in another order', { proof: good.proof.toReversed() }],
    ['a hash of 31 bytes', { proof: good.proof.with(0, 'ab'.repeat(31)) }],
  ] as const
  return {
    valid: valid.map(row),
    invalid: invalid.map(([description, change]) => ({ description, ...good, ...change })),
  }
}

function consistencyVectors(): unknown {
  const valid = [
    [0, 0],
    [0, 5],
    [1, 1],
    [1, 2],
    [1, 8],
    [2, 5],
    [3, 7],
    [4, 7],
    [6, 8],
    [7, 7],
    [7, 20],
    [16, 20],
  ] as const
  const row = ([oldSize, newSize]: readonly [number, number]) => ({
    oldSize,
    newSize,
    oldRoot: hex(mth(commitmentsTo(oldSize))),
    newRoot: hex(mth(commitmentsTo(newSize))),
    proof: oldSize === 0 ? [] : subproof(oldSize, commitmentsTo(newSize), true).map(hex),
  })
  const good = row([3, 7])
  const invalid = [
    ['another old size', { oldSize: 2 }],
    ['another new size', { newSize: 9 }],
    ['sizes exchanged', { oldSize: 7, newSize: 3 }],
    ['another old root', { oldRoot: good.newRoot }],
    ['another new root', { newRoot: row([3, 8]).newRoot }],
    ['no proof', { proof: [] }],
    ['a proof without its last hash', { proof: good.proof.slice(0, -1) }],
    ['a proof with one hash more', { proof: [...good.proof, good.newRoot] }],
    ['equal sizes and other roots', { ...row([7, 7]), oldRoot: good.oldRoot }],
    ['equal sizes with a proof', { ...row([7, 7]), proof: [good.newRoot] }],
    ['from nothing, with a proof', { ...row([0, 5]), proof: [good.newRoot] }],
    ['from nothing, with another root of nothing', { ...row([0, 5]), oldRoot: good.oldRoot }],
  ] as const
  return {
    valid: valid.map(row),
    invalid: invalid.map(([description, change]) => ({ description, ...good, ...change })),
  }
}

function tileVectors(): unknown {
  const full = 256
  return {
    paths: [
      { path: 'tile/0/000', level: 0, index: 0, width: full },
      { path: 'tile/0/x001/234', level: 0, index: 1234, width: full },
      { path: 'tile/0/x001/x234/067', level: 0, index: 1234067, width: full },
      { path: 'tile/1/000.p/17', level: 1, index: 0, width: 17 },
      { path: 'tile/entries/x001/000.p/255', level: 'entries', index: 1000, width: 255 },
    ],
    invalidPaths: [
      'tile/0/0',
      'tile/00/000',
      'tile/64/000',
      'tile/0/x000/001',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
    ],
    trees: [
      { size: 0, paths: [] },
      { size: 1, paths: ['tile/0/000.p/1'] },
      { size: 256, paths: ['tile/0/000', 'tile/1/000.p/1'] },
      { size: 513, paths: ['tile/0/000', 'tile/0/001', 'tile/0/002.p/1', 'tile/1/000.p/2'] },
    ],
  }
}

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

function noteFiles(): Record<string, unknown> {
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
