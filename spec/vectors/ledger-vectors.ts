import { noteFiles } from './note-vectors.ts'
import {
  commitmentOf,
  commitmentsTo,
  entryOf,
  hash,
  hex,
  mth,
  path,
  saltOf,
  subproof,
  ZERO,
} from './tree-by-the-book.ts'

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
