import { afterAll } from 'vitest'
import type { ImageSettings } from '../../src/model/source.ts'
import { SHOPIFY_FACTS } from '../../src/providers/shopify/facts.ts'
import { inSizes, picture, products, single } from '../providers/shopify/products.ts'
import { openWorld, type World } from '../providers/shopify/world.ts'
import type { SourceCase, SourceFixture } from './source-fixture.ts'
import { describeSource } from './source-suite.ts'

const IMAGES: ImageSettings = {
  hosts: ['cdn.shopify.com'],
  hostsKey: 'image_hosts',
  name: '{id}.{ext}',
  recognise: ['old_*_{id}.*'],
}

function fixtureOf({ sim, open, request }: World, close: () => Promise<void>): SourceFixture {
  const losePart = (): void => {
    sim.options.bulkOutcomes = ['FAILED', 'COMPLETED', 'FAILED']
  }
  return { source: open(), request: request(), losePart, close }
}

let usual: Promise<World> | null = null

/** One shop for all: what Shopify has written for a read that was interrupted lies there for the next. */
async function sameShop(): Promise<SourceFixture> {
  usual ??= openWorld({ products: [...products(8), inSizes('Clog', ['8', '9', '10'], { files: [picture('clog')] })] })
  return fixtureOf(await usual, async () => undefined)
}

afterAll(async () => (await usual)?.close())

async function titled(titles: string[]): Promise<SourceFixture> {
  const world = await openWorld({ products: titles.map((_, at) => single(`Boot ${at}`)) })
  // Longer than people can write them.
  const made = [...world.sim.store.table('Product').values()]
  for (const [place, title] of titles.entries()) Object.assign(made[place] ?? {}, { title })
  return fixtureOf(world, world.close)
}

const SHOPIFY: SourceCase = {
  facts: SHOPIFY_FACTS,
  images: IMAGES,
  resumes: true,
  parts: true,
  usual: sameShop,
  titled,
}

describeSource(SHOPIFY)
