import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { boot, picture, product, SYNCED, settings, spec, TITLE } from '../support/boots.ts'
import { createMemoryTarget, type MemoryTarget } from '../support/memory/index.ts'
import type { PimProduct } from '../support/pim.ts'
import { carryOut, type Desk, nextAccount, openMachine, plan, steppingClock } from '../support/world-desk.ts'

const COLOR = spec('amazon_color', { from: 'color' })
const SPECS = [spec('label', { from: 'item_name' }), TITLE, COLOR, SYNCED]
export const SKU = 'AMZN-US-B0PRAIRIE1'
export const MASTER = product('PB10-M-09', { gtin: '884882325297' })

const PRAIRIE = boot('B0PRAIRIE1', {
  upc: '884882325297',
  color: 'Brown',
  images: [picture('MAIN', '71mn'), picture('PT01', '71p1')],
})

export interface Shop extends Desk {
  target: MemoryTarget
}

/** An account with one master product, and a workspace that one listing was applied from. */
export async function shop(
  items: CatalogueItem[] = [PRAIRIE],
  change = settings(),
): Promise<{ desk: Shop; first: string }> {
  const account = nextAccount()
  const world = { settings: change, overrides: [], items, account: {} }
  const target = createMemoryTarget({
    seed: { products: [MASTER] },
    account,
    workspace: { settings: change, attributes: SPECS },
  })
  const desk = { world, specs: SPECS, target, state: openMachine(), clock: steppingClock() }
  return { desk, first: (await carryOut(desk, await plan(desk))).run_id }
}

function withItems(desk: Shop, ...items: CatalogueItem[]): Shop {
  return { ...desk, world: { ...desk.world, items } }
}

export const later = (desk: Shop, more: Partial<CatalogueItem>) => withItems(desk, { ...PRAIRIE, ...more })

export function productOf({ target }: Shop, sku = SKU): PimProduct | undefined {
  return target.snapshot().products.find((one) => one.sku === sku)
}

/** Somebody changes a product by hand. */
export async function edit({ target }: Shop, fields: { [path: string]: string | string[] | null }): Promise<void> {
  const live = target.snapshot().products.find(({ sku }) => sku === SKU)
  const change = { action: 'update', kind: 'product', key: SKU, id: live?.id ?? '' } as const
  await target.write({ ...change, fields, parts: [], volatile: [], needs: {} }, new AbortController().signal)
}
