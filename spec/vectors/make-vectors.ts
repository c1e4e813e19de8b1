/**
 * Writes the vectors of spec/act.md, spec/envelope.md and spec/ledger.md: `node spec/vectors/make-vectors.ts`.
 *
 * Running it again writes the same files. What the vectors hold is made from the text of the specifications with
 * other code than the product's where there is such (`seal-by-the-book.ts`), so that they test it and do not echo it.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { envelopeVectors } from './envelope-vectors.ts'
import { idVectors } from './id-vectors.ts'
import { ledgerVectors } from './ledger-vectors.ts'

const families = { act: idVectors(), envelope: await envelopeVectors(), ledger: ledgerVectors() }
for (const [family, files] of Object.entries(families)) {
  mkdirSync(new URL(`./${family}/`, import.meta.url), { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(
      new URL(`./${family}/${name}.json`, import.meta.url),
      `${JSON.stringify(content, null, 2)}\n`,
    )
  }
}
