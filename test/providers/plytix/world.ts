import { onTestFinished } from 'vitest'
import type { Diagnostic } from '../../../src/model/diagnostic.ts'
import type { LiveQuery } from '../../../src/model/live.ts'
import type { Applied, Target, Write } from '../../../src/model/target.ts'
import { createPlytixTarget, type PlytixOptions } from '../../../src/providers/plytix/target.ts'
import { type PlytixSim, startPlytixSim } from '../../../src/sandbox/plytix/index.ts'
import type { PlytixSimOptions } from '../../../src/sandbox/plytix/options.ts'
import type { AccountSeed } from '../../../src/sandbox/plytix/seed.ts'
import { createScaledClock } from '../../support/scaled-clock.ts'

export interface World {
  sim: PlytixSim
  target: Target
  notes: Diagnostic[]
  signal: AbortSignal
  write: (write: Write) => Promise<Applied>
  /** The id of a product of the seed. */
  id: (sku: string) => string
}

const SCALE = 200
/** Limits that no test reaches by accident. */
const GENEROUS = [{ limit: 5000, window_size: 10 }]

export interface WorldOptions {
  seed?: AccountSeed
  sim?: PlytixSimOptions
  target?: Partial<PlytixOptions>
}

/** A simulated account where hours take seconds, and a target that is signed in to it. */
export async function createWorld({
  seed = orchard,
  sim: simOptions,
  target: options,
}: WorldOptions = {}): Promise<World> {
  const sim = await startPlytixSim({ limits: GENEROUS, clockScale: SCALE, asyncDelayMs: 0, ...simOptions })
  sim.store.seed(seed)
  const notes: Diagnostic[] = []
  const target = createPlytixTarget({
    apiKey: 'sandbox-key',
    apiPassword: 'sandbox-password',
    apiUrl: sim.url,
    authUrl: sim.authUrl,
    clock: createScaledClock(simOptions?.clockScale ?? SCALE),
    random: () => 0.5,
    share: 1,
    onNote: (note) => notes.push(note),
    ...options,
  })
  onTestFinished(async () => {
    await target.close()
    await sim.close()
  })
  const { signal } = new AbortController()
  const write = (operation: Write): Promise<Applied> => target.write(operation, signal)
  const id = (sku: string): string => sim.store.product(sku)?.id ?? 'none'
  return { sim, target, notes, signal, write, id }
}

/** A small account: two listings with pictures, and a product of the shop's own. */
export const orchard: AccountSeed = {
  attributes: [
    { name: 'Amazon Title', type_class: 'TextAttribute' },
    { name: 'Amazon Bullets', type_class: 'MultilineAttribute' },
    { name: 'Amazon Last Synced', type_class: 'DateAttribute' },
    { name: 'Amazon Weight', type_class: 'DecimalAttribute' },
    { name: 'Amazon Marketplace', type_class: 'DropdownAttribute', options: ['US', 'CA'] },
    { name: 'Amazon Colours', type_class: 'MultiSelectAttribute', options: ['Red', 'Green'] },
    { name: 'Amazon Organic', type_class: 'BooleanAttribute' },
    { name: 'Amazon Images', type_class: 'MediaGalleryAttribute' },
    { name: 'Amazon Label', type_class: 'MediaAttribute' },
    { name: 'Amazon Sync Baseline', type_class: 'MultilineAttribute' },
  ],
  relationships: [{ name: 'Amazon Hierarchy' }, { name: 'Amazon Listings' }],
  families: [{ name: '8 - Amazon', attributes: ['amazon_title', 'amazon_images'] }],
  assets: [{ filename: 'pear.jpg' }, { filename: 'apple.jpg' }, { filename: 'plum.jpg' }],
  products: [
    {
      sku: 'AMZN-US-B0PEAR0001',
      label: 'Pear',
      gtin: '0012345678905',
      status: 'Completed',
      thumbnail: 'pear.jpg',
      attributes: {
        amazon_title: 'Sweet pears',
        amazon_last_synced: '2026-03-28',
        amazon_weight: 1.5,
        amazon_colours: ['Green', 'Red'],
        amazon_images: ['pear.jpg', 'apple.jpg'],
        amazon_label: 'plum.jpg',
      },
    },
    { sku: 'AMZN-US-B0PEAR0002', label: 'Small pear' },
    { sku: 'PEAR', label: 'The pear' },
  ],
  links: [{ source: 'PEAR', relationship: 'amazon_listings', targets: ['AMZN-US-B0PEAR0001', 'AMZN-US-B0PEAR0002'] }],
}

export const query: LiveQuery = {
  attributes: ['amazon_title', 'amazon_last_synced', 'amazon_weight', 'amazon_colours', 'amazon_label', 'upc'],
  relationships: [
    { label: 'amazon_hierarchy', name: 'Amazon Hierarchy' },
    { label: 'amazon_listings', name: 'Amazon Listings' },
  ],
  family: null,
  gallery: 'amazon_images',
  baseline: 'amazon_sync_baseline',
  owns: (sku) => sku.startsWith('AMZN-US-'),
  explained: () => true,
}

/** The id of the only family of the seed. */
export async function familyId({ target, signal }: World): Promise<string> {
  const { family } = await target.read({ ...query, family: '8 - Amazon', owns: () => false }, signal)
  return family?.id ?? ''
}
