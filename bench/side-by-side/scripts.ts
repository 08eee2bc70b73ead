import type { Job, Listing, Pair } from './job.ts'
import { addressOf, GALLERY } from './job.ts'
import { productBySku, Refused, relationshipIds, type Service, upload } from './service.ts'

/**
 * The way of the scripts that this program replaces, without their bugs: phase after phase, product after product, a
 * search before each write, a call for each image and link, a fixed pause; what fails is counted and left behind.
 */

/** Milliseconds after each product. */
const PAUSE = 200

/** @returns how many steps failed */
export async function runScripts(service: Service, { listings, pairs }: Job): Promise<number> {
  let failures = 0
  const counted = async (step: () => Promise<void>): Promise<void> => {
    try {
      await step()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      failures += 1
    }
    await service.clock.sleep(PAUSE)
  }
  const assets = new Map<string, string>()
  const relationships = await relationshipIds(service)
  for (const listing of listings) await counted(() => writeProduct(service, listing))
  for (const pair of pairs) await counted(() => linkPair(service, relationships, pair))
  for (const listing of listings) await counted(() => attachImages(service, assets, listing))
  return failures
}

async function writeProduct(service: Service, { sku, label, status, attributes }: Listing): Promise<void> {
  const id = await productBySku(service, sku)
  if (id === null) await service.call('POST', 'products', { sku, label, status, attributes })
  else await service.call('PATCH', `products/${id}`, { label, attributes })
}

async function linkPair(service: Service, relationships: Map<string, string>, pair: Pair): Promise<void> {
  const source = await productBySku(service, pair.source)
  const target = await productBySku(service, pair.target)
  const path = `products/${source}/relationships/${relationships.get(pair.relationship)}`
  await service.call('POST', path, { product_relationships: [{ product_id: target, quantity: 1 }] })
}

async function attachImages(service: Service, assets: Map<string, string>, listing: Listing): Promise<void> {
  const product = await productBySku(service, listing.sku)
  for (const filename of listing.images) {
    const id = assets.get(filename) ?? (await upload(service, filename, addressOf(filename)))
    assets.set(filename, id)
    await attach(service, `products/${product}/assets`, id)
  }
  const thumbnail = assets.get(listing.thumbnail ?? '')
  if (thumbnail !== undefined) await service.call('PATCH', `products/${product}`, { thumbnail: { id: thumbnail } })
}

async function attach(service: Service, path: string, id: string): Promise<void> {
  try {
    await service.call('POST', path, { id, attribute_label: GALLERY })
  } catch (error) {
    // It is there already.
    if (!(error instanceof Refused && error.status === 409)) throw error
  }
}
