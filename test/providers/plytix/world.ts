import { expect, onTestFinished } from 'vitest'
import type { Diagnostic } from '../../../src/model/diagnostic.ts'
import { type LiveResource, type LiveState, liveOf, type Want } from '../../../src/model/live.ts'
import type { Applied, Change, Target } from '../../../src/model/target.ts'
import { attributePath } from '../../../src/providers/plytix/paths.ts'
import { createPlytixTarget, type PlytixOptions } from '../../../src/providers/plytix/target.ts'
import type { AccountSeed } from '../../../src/sandbox/plytix/account-seed.ts'
import { type PlytixSim, startPlytixSim } from '../../../src/sandbox/plytix/index.ts'
import type { PlytixSimOptions } from '../../../src/sandbox/plytix/options.ts'
import { type Asked, workspaceOf } from '../../contract/workspace.ts'
import { type PimProduct, productRecord } from '../../support/pim.ts'
import { createScaledClock } from '../../support/scaled-clock.ts'

export interface World {
  sim: PlytixSim
  target: Target
  /** Another target of the same account, for another workspace. */
  open: (asked: Asked) => Target
  notes: Diagnostic[]
  signal: AbortSignal
  write: (change: Change) => Promise<Applied>
  /** The id of a product of the seed. */
  id: (sku: string) => string
}

const SCALE = 200
/** Limits that no test reaches by accident. */
const GENEROUS = [{ limit: 5000, window_size: 10 }]

export interface WorldOptions {
  seed?: AccountSeed
  sim?: PlytixSimOptions
  /** What the workspace asks of the account. */
  asked?: Asked
  target?: Partial<PlytixOptions>
}

/** A simulated account where hours take seconds, and a target that is signed in to it. */
export async function createWorld({
  seed = orchard,
  sim: simOptions,
  asked,
  target: options,
}: WorldOptions = {}): Promise<World> {
  const sim = await startPlytixSim({ limits: GENEROUS, clockScale: SCALE, asyncDelayMs: 0, ...simOptions })
  sim.store.seed(seed)
  const notes: Diagnostic[] = []
  onTestFinished(() => sim.close())
  const open = (asked: Asked = {}): Target => {
    const target = createPlytixTarget({
      workspace: workspaceOf(asked),
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
    onTestFinished(() => target.close())
    return target
  }
  const target = open(asked)
  const { signal } = new AbortController()
  const write = (change: Change): Promise<Applied> => target.write(change, signal)
  const id = (sku: string): string => sim.store.product(sku)?.id ?? 'none'
  return { sim, target, open, notes, signal, write, id }
}

/** What the family of the seed is called. */
export const FAMILY = '8 - Amazon'

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
  families: [{ name: FAMILY, attributes: ['amazon_title', 'amazon_images'] }],
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

export const want: Want = {
  paths: ['amazon_title', 'amazon_last_synced', 'amazon_weight', 'amazon_colours', 'amazon_label', 'upc'].map(
    attributePath,
  ),
  owns: (sku) => sku.startsWith('AMZN-US-'),
  explained: () => true,
}

/** The same without products whose families might have to be asked for. */
export const unowned: Want = { ...want, owns: () => false }

export function productsOf(live: LiveState): PimProduct[] {
  return liveOf(live, 'product').map(productRecord)
}

export function familyOf(live: LiveState): LiveResource {
  return liveOf(live, 'family')[0] ?? expect.fail('no family was read')
}

/** The id of the only family of the seed. */
export async function familyId({ open, signal }: World): Promise<string> {
  return familyOf(await open({ family: FAMILY }).read(unowned, signal)).id
}

/** Id and label of a definition, as a read of the whole account shows it. */
export async function definition({ target, signal }: World, kind: string, label: string) {
  const live = await target.read(want, signal)
  const found = liveOf(live, kind).find(({ key }) => key === label) ?? expect.fail(`no ${kind} ${label} was read`)
  return { id: found.id, label }
}
