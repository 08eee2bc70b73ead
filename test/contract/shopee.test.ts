import type { ImageSettings } from '../../src/model/source.ts'
import { SHOPEE_FACTS } from '../../src/providers/shopee/facts.ts'
import type { ShopeeItem } from '../../src/sandbox/shopee/raw.ts'
import { family, item, items } from '../providers/shopee/items.ts'
import { openWorld } from '../providers/shopee/world.ts'
import type { SourceCase, SourceFixture } from './source-fixture.ts'
import { describeSource } from './source-suite.ts'

const IMAGES: ImageSettings = {
  hosts: ['down-id.img.susercontent.com'],
  hostsKey: 'image_hosts',
  name: '{id}.{ext}',
  recognise: ['old_*_{id}.*'],
}

async function shopee(all: ShopeeItem[]): Promise<SourceFixture> {
  const { sim, open, request, close } = await openWorld({ items: all })
  const losePart = (): void => {
    sim.options.brokenModels = all.filter(({ models }) => models.length > 0).map(({ base }) => base.item_id)
    sim.options.untold = all.map(({ base }) => base.item_id).slice(1, 2)
  }
  return { source: open(), request: request(), losePart, close }
}

const SHOPEE: SourceCase = {
  facts: SHOPEE_FACTS,
  images: IMAGES,
  resumes: true,
  parts: true,
  usual: () => shopee([...items(8), family(2500139, { item_status: 'UNLIST' })]),
  titled: (titles) => shopee(titles.map((item_name, index) => item(1001 + index, { item_name }))),
}

describeSource(SHOPEE)
