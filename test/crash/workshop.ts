import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SampleCatalogue, sampleCatalogue } from '../../src/sandbox/catalogue/index.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'
import { initWorkspace } from '../../src/services/init.ts'
import { providers } from '../support/providers.ts'

/** A workspace whose apply makes calls of every kind, and the account that it is applied to. */
export interface Workshop {
  /** Absolute; copied for every case. */
  folder: string
  seed: AccountSeed
  close(): void
}

export const EXPORT = 'listings.json'

/**
 * Makes a workspace for the sample catalogue, with a product family and a file of listings.
 * @param yaml Further sections of sync.yaml.
 */
export function createWorkshop(listings: number, yaml = ''): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'sync-crash-'))
  const catalogue = sampleCatalogue({ listings, seed: 1 })
  initWorkspace({ providers, cwd: folder, scope: 'boots', brand: catalogue.brand, shops: ['US'] })
  const settings = join(folder, 'sync.yaml')
  writeFileSync(settings, readFileSync(settings, 'utf8').replace('    # family: Amazon ', '    family: Amazon   '))
  appendFileSync(settings, yaml)
  const own = catalogue.items.filter(({ asin }) => catalogue.truth.has(asin))
  writeFileSync(join(folder, EXPORT), JSON.stringify({ items: own.map(fewPictures) }))
  mkdirSync(join(folder, 'state'), { recursive: true })
  return { folder, seed: lived(catalogue, own), close: () => rmSync(folder, { recursive: true, force: true }) }
}

type Item = SampleCatalogue['items'][number]

/** Two pictures of each listing are enough: an upload is an upload. */
function fewPictures(item: Item): Item {
  const images = item.images?.map((one) => ({
    ...one,
    images: one.images.filter(({ variant }) => /MAIN|PT01/.test(variant)),
  }))
  return images ? { ...item, images } : item
}

/**
 * An account that people and older tools worked in: some definitions are there, one of them lacks options and a place in
 * the family; some listings are there as bare products; one picture is there; one product is linked already.
 */
function lived({ account }: SampleCatalogue, own: Item[]): AccountSeed {
  const bare = own.filter((_, index) => index % 4 === 0).map(({ asin }) => ({ sku: `AMZN-US-${asin}` }))
  const [first, second] = account.products ?? []
  const link = own
    .flatMap((item) => fewPictures(item).images ?? [])
    .flatMap(({ images }) => images)
    .find(({ link }) => !link.includes('._'))?.link
  return {
    ...account,
    products: [...(account.products ?? []), ...bare],
    attributes: [
      ...(account.attributes ?? []),
      { name: 'Amazon Marketplace', type_class: 'DropdownAttribute', options: ['US'] },
      { name: 'Amazon Title', type_class: 'TextAttribute' },
    ],
    relationships: [{ name: 'Amazon Listings' }],
    assets: link ? [{ filename: link.split('/').pop() ?? '', url: link }] : [],
    links: [
      { source: first?.sku ?? '', relationship: 'amazon_listings', targets: [{ sku: second?.sku ?? '', quantity: 3 }] },
    ],
  }
}
