import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ShopifySimOptions } from '../../../src/sandbox/shopify/index.ts'
import { readExport } from '../../../src/state/exports/read.ts'
import { openShop, type Past } from '../shop.ts'
import { type Act, lives, opens } from './goods.ts'
import { type Reader, read } from './reading.ts'

/** What is about to be read. */
interface Prospect {
  /** The machine has read the shop before. */
  again: boolean
  /** What people did since, and whether all of it is settled when the read begins. */
  deeds?: Act
  settled: boolean
}

export const PROSPECTS = {
  'a first read': { again: false, settled: true },
  'a later read': { again: true, deeds: lives, settled: true },
  'a later read right after': { again: true, deeds: lives, settled: false },
} satisfies { [what: string]: Prospect }

/** A shop that is about to be read, by a machine that may know it from before. */
export interface ReadTrial {
  past: Past
  /** Of the machine; copied for every case. */
  folder: string
  /** What people do just before the read. */
  just: Act
  /** What a read brings that nothing disturbs. */
  goal: string
  /** Its queries and mutations, and the files that it fetches. */
  calls: number
  files: number
  close(): void
}

/** @param options What the shop is like while it is read; what the read is to bring does not depend on it. */
export async function openReadTrial(prospect: Prospect, options: ShopifySimOptions = {}): Promise<ReadTrial> {
  const { again, settled, deeds = () => undefined } = prospect
  const folder = mkdtempSync(join(tmpdir(), 'sync-read-'))
  const shop = await openShop()
  try {
    shop.people(opens)
    shop.rest()
    if (again) await read({ shop, folder })
    if (settled) {
      shop.people(deeds)
      shop.rest()
    }
  } finally {
    await shop.close()
  }
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  const trial = {
    past: shop.past,
    folder,
    just: settled ? () => undefined : deeds,
    goal: '',
    calls: 0,
    files: 0,
    close,
  }
  return { ...trial, ...(await undisturbed(trial, options)) }
}

/** Milliseconds in which the shop does what it only promised, such as to put pictures into another order. */
const PROMISED = 2000

export async function openReadCase(
  { past, folder, just }: Pick<ReadTrial, 'past' | 'folder' | 'just'>,
  options: ShopifySimOptions = {},
): Promise<Reader & { close(): Promise<void> }> {
  const own = mkdtempSync(join(tmpdir(), 'sync-read-'))
  cpSync(folder, own, { recursive: true })
  const shop = await openShop(past, options)
  shop.people(just)
  // What the shop promised is done; what searches find lags as long as it lags.
  shop.clock.leap(PROMISED)
  return {
    ...{ shop, folder: own },
    async close() {
      await shop.close()
      rmSync(own, { recursive: true, force: true })
    },
  }
}

/** The goal is read by a machine that knows nothing, from a shop where everything is found. */
async function undisturbed(
  trial: Pick<ReadTrial, 'past' | 'folder' | 'just'>,
  options: ShopifySimOptions,
): Promise<Pick<ReadTrial, 'goal' | 'calls' | 'files'>> {
  const [fresh, one] = [await openReadCase(trial), await openReadCase(trial, options)]
  const nowhere = mkdtempSync(join(tmpdir(), 'sync-read-'))
  try {
    fresh.shop.rest()
    const { goal } = await taken({ ...fresh, folder: nowhere })
    const found = await taken(one)
    if (found.goal !== goal) throw new Error('An undisturbed read brings something else.')
    const kinds = one.shop.calls.map(({ kind }) => kind)
    const calls = kinds.filter((kind) => kind === 'query' || kind === 'mutation').length
    return { goal, calls, files: kinds.length - calls }
  } finally {
    await fresh.close()
    await one.close()
    rmSync(nowhere, { recursive: true, force: true })
  }
}

/** What a read brings, as its file holds it. @throws what the read ends with, and Error where it is not complete */
export async function taken(reader: Reader, reading: Parameters<typeof read>[1] = {}): Promise<{ goal: string }> {
  const { file } = await read(reader, reading)
  const { header, items } = await readExport(file)
  if (!header.complete) throw new Incomplete()
  // When something was changed is told of what is settled alone.
  const lines = items.map(({ updated_at: _time, ...fields }) => JSON.stringify(fields))
  return { goal: lines.sort().join('\n') }
}

/** What was read is not taken for all that there is. */
export class Incomplete extends Error {}
