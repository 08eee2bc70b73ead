import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteState } from '../../../src/state/sqlite/index.ts'
import { openShop, type Past, type Shop } from '../shop.ts'
import { type Catalogue, type Copy, EMPTY } from './catalogue.ts'
import { type DownDesk, settle } from './desk.ts'
import { opens } from './goods.ts'
import { catalogueWorkspace } from './workspace.ts'

/** A shop and a catalogue of all that it sells, to be opened as often as it takes. */
export interface Settled {
  catalogue: Catalogue
  past: Past
  copy: Copy
  folder: string
  close(): void
}

export async function settleOnce(catalogue: Catalogue): Promise<Settled> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-down-'))
  await catalogue.restore(EMPTY)
  const shop = await openShop()
  const state = sqliteState(folder)
  try {
    shop.people(opens)
    shop.rest()
    await settle(deskOf({ catalogue, folder }, shop, state), shop)
    shop.rest()
    const close = (): void => rmSync(folder, { recursive: true, force: true })
    return { catalogue, past: shop.past, copy: await catalogue.copy(), folder, close }
  } finally {
    await state.close()
    await shop.close()
  }
}

function deskOf(
  { catalogue, folder }: Pick<Settled, 'catalogue' | 'folder'>,
  shop: Shop,
  state: DownDesk['state'],
): DownDesk {
  const workspace = catalogueWorkspace()
  return { workspace, catalogue, folder, state, clock: shop.clock, concurrency: 8 }
}

/** The shop and the catalogue as they were, and a desk from which nothing is to be done. */
export async function atDesk<T>(settled: Settled, work: (desk: DownDesk, shop: Shop) => Promise<T>): Promise<T> {
  const { catalogue, past, copy } = settled
  const folder = mkdtempSync(join(tmpdir(), 'sync-down-'))
  cpSync(settled.folder, folder, { recursive: true })
  await catalogue.restore(copy)
  const shop = await openShop(past)
  const state = sqliteState(folder)
  try {
    return await work(deskOf({ catalogue, folder }, shop, state), shop)
  } finally {
    await state.close()
    await shop.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
