import { randomBytes } from 'node:crypto'
import type { NodeContext } from '#exchange/node-context.ts'
import { mintOwnId } from '#exchange/own-id.ts'
import { contents } from '#journal/contents.ts'
import { instantOf } from '#kernel/days.ts'
import type { NodeFolder } from '#node/folder.ts'

/** What the exchange of one member works with, without a node that runs. The clock is the machine's unless given. */
export function nodeContextOf(folder: NodeFolder, nowMs: () => number = Date.now): NodeContext {
  return {
    self: folder.card,
    keys: folder.keys,
    charter: () => folder.charter,
    contents: contents(folder.storeKey, randomBytes),
    random: randomBytes,
    now: () => instantOf(nowMs()),
    newId: () => mintOwnId(folder.card.id, nowMs(), randomBytes),
  }
}
