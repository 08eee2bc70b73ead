import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startPlytixSim } from '../src/sandbox/plytix/index.ts'
import { writeExport } from '../src/state/exports/write.ts'
import { EXPORT_FACTS, sample } from './catalogue.ts'
import { runProgram } from './program.ts'

export const LISTINGS_FILE = 'listings.ndjson'

/** Arguments of a plan from what `prepare` leaves, without network. */
export const LOCAL_PLAN = ['plan', '--export', LISTINGS_FILE, '--snapshot', 'latest']

/** A workspace, an export, and a snapshot of an account with as many canonical products. */
export async function prepare(folder: string, listings: number): Promise<void> {
  for (const name of ['sync.yaml', 'specs']) {
    cpSync(resolve(import.meta.dirname, '..', name), join(folder, name), { recursive: true })
  }
  const { items, account } = sample(listings)
  await writeExport(join(folder, LISTINGS_FILE), EXPORT_FACTS, items)
  const masters = (account.products ?? []).slice(0, listings)
  const more = Array.from({ length: listings - masters.length }, (_, index) => ({ sku: `MORE-${index}` }))
  const sim = await startPlytixSim({ limits: [{ limit: 1_000_000, window_size: 1 }] })
  sim.store.seed({ ...account, products: [...masters, ...more] })
  const { apiKey, apiPassword } = sim.options
  await runProgram(folder, ['plan', '--export', LISTINGS_FILE], {
    PLYTIX_API_KEY: apiKey,
    PLYTIX_API_PASSWORD: apiPassword,
    PLYTIX_API_URL: sim.url,
    PLYTIX_AUTH_URL: sim.authUrl,
  })
  await sim.close()
}

/** A folder that goes afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
