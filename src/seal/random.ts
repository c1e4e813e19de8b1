/** Gives that many unpredictable bytes. In a node it is `randomBytes` of node:crypto; a simulation passes its own. */
export type RandomBytes = (length: number) => Uint8Array
