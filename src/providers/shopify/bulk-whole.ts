import type { BulkEnd, BulkRead } from './bulk.ts'
import { type FileContext, readBulkFile } from './bulk-file.ts'
import { Gatherer } from './gather.ts'

/** What was read of a file, and whether it is all of it. */
export interface WholeRead {
  /** `null`: nothing could be read. */
  lines: Gatherer | null
  whole: boolean
  /** Why it is not, as the rest of a sentence. */
  reason: string
}

/** What is not whole is asked for once more. */
const TRIES = 2

/**
 * Waits for a file and reads it. It is whole only when the operation came to its end, and the file holds what it says;
 * what a failed one has written until then is no more than a part.
 */
export async function readWhole(bulk: BulkRead, context: FileContext): Promise<WholeRead> {
  for (;;) {
    const read = await readOnce(await bulk.finish(), context)
    if (read.whole || bulk.tried === TRIES) return read
    bulk.again()
  }
}

async function readOnce(end: BulkEnd, context: FileContext): Promise<WholeRead> {
  if (end.url === null) {
    const isEmpty = end.whole && end.objects === 0
    return {
      lines: isEmpty ? new Gatherer() : null,
      whole: isEmpty,
      reason: isEmpty ? '' : end.reason || 'there is no file',
    }
  }
  const read = await readBulkFile(end.url, context)
  if (!read.ok) return { lines: null, whole: false, reason: `the file ${read.problem}` }
  const { lines } = read
  const reason = end.whole ? contradiction(lines, end) : end.reason
  return { lines, whole: reason === '', reason }
}

function contradiction(lines: Gatherer, { objects, roots }: BulkEnd): string {
  if (lines.objects !== objects) return `the file holds ${lines.objects} lines, and ${objects} were written`
  if (lines.roots !== roots) return `the file holds ${lines.roots} products, and ${roots} were written`
  return lines.orphans > 0 ? `${lines.orphans} lines of the file belong to nothing in it` : ''
}
