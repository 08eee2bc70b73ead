import { readFile } from 'node:fs/promises'
import { passed, warned } from '../../../src/model/check.ts'
import { ProviderError } from '../../../src/model/errors.ts'
import { plainReport } from '../../../src/model/export.ts'
import type { Source, SourceResult } from '../../../src/model/source.ts'
import { BAZAAR, type Ware, wareRows } from './facts.ts'

const REPORT: SourceResult['report'] = plainReport()

/** Wares that lie in a file. */
export function createBazaar(path: string): Source {
  return {
    name: BAZAAR.name,
    title: BAZAAR.title,
    async *check({ requests }) {
      const wares = await waresIn(path)
      for (const { shop } of requests) {
        const count = wares.filter((ware) => ware.shop === shop).length
        yield count > 0
          ? passed('stall', `The stall ${shop} has ${count} wares.`)
          : warned('stall', `The stall ${shop} is empty.`, 'Fill it.')
      }
    },
    async read({ shop, limit, query }, _context, signal) {
      signal.throwIfAborted()
      const wares = (await waresIn(path)).filter((ware) => ware.shop === shop)
      const rows = wares.flatMap(wareRows)
      const items = rows.slice(0, limit ?? rows.length)
      return {
        items,
        complete: items.length === rows.length,
        query,
        counts: {},
        report: REPORT,
        rejected: [],
        calls: { calls: 1, retried: 0, throttled: 0, sign_ins: 0 },
        diagnostics: [],
      }
    },
  }
}

async function waresIn(path: string): Promise<Ware[]> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Ware[]
  } catch (cause) {
    throw new ProviderError('bazaar-closed', `The bazaar of ${path} cannot be read.`, {
      hints: ['Set BAZAAR_FILE to a JSON file of wares.'],
      cause,
    })
  }
}
