import type { Clock } from '../../src/model/clock.ts'
import type { ImageSettings } from '../../src/model/source.ts'
import { SOURCE_FACTS } from '../../src/providers/plytix/source-facts.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/account-seed.ts'
import { openSourceWorld, SHELF } from '../providers/plytix/source-world.ts'
import type { SourceFixture } from './source-fixture.ts'
import { describeSource } from './source-suite.ts'

const IMAGES: ImageSettings = {
  hosts: ['files.plytix.com'],
  hostsKey: 'image_hosts',
  name: '{id}.{ext}',
  recognise: ['old_*_{id}.*'],
}

/** Whenever an account is made, it is the same. */
const NOON: Clock = { now: () => Date.parse('2026-11-29T12:00:00Z'), sleep: async () => undefined }

async function account(seed: AccountSeed): Promise<SourceFixture> {
  const { open, request, close } = await openSourceWorld(seed, { sim: { clock: NOON, clockScale: 1 } })
  return { source: open(), request, close }
}

describeSource({
  facts: SOURCE_FACTS,
  images: IMAGES,
  resumes: true,
  parts: false,
  usual: () => account(SHELF),
  titled: (titles) => account({ products: titles.map((label, index) => ({ sku: `S-${index}`, label })) }),
})
