import { onTestFinished } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import type { Section } from '../../../src/model/provider.ts'
import type { Source, SourceRequest, SourceResult } from '../../../src/model/source.ts'
import { createPlytixSource, type PlytixSourceOptions } from '../../../src/providers/plytix/source.ts'
import { parseSource } from '../../../src/providers/plytix/source-settings.ts'
import type { AccountSeed } from '../../../src/sandbox/plytix/account-seed.ts'
import { type PlytixSim, startPlytixSim } from '../../../src/sandbox/plytix/index.ts'
import type { PlytixSimOptions } from '../../../src/sandbox/plytix/options.ts'
import { contextWith, memoOf } from '../../contract/source-fixture.ts'
import { createScaledClock } from '../../support/scaled-clock.ts'

const SCALE = 200
/** Limits that no test reaches by accident. */
const GENEROUS = [{ limit: 5000, window_size: 10 }]

export interface SourceWorld {
  sim: PlytixSim
  request: SourceRequest
  /** The source as `sync.yaml` says. */
  open(section?: Section): Source
  /** What one read brings. */
  read(section?: Section, memo?: ReturnType<typeof memoOf>): Promise<SourceResult>
  /** The item of a SKU. */
  item(result: SourceResult, sku: string): ItemFields
  close(): Promise<void>
}

/** A simulated account where hours take seconds, and what reads it. */
export async function openSourceWorld(
  seed: AccountSeed,
  options: { sim?: PlytixSimOptions; source?: Partial<PlytixSourceOptions> } = {},
): Promise<SourceWorld> {
  const sim = await startPlytixSim({ limits: GENEROUS, clockScale: SCALE, asyncDelayMs: 0, ...options.sim })
  sim.store.seed(seed)
  onTestFinished(() => sim.close())
  const open = (section: Section = {}): Source =>
    createPlytixSource({
      settings: parseSource(section),
      apiKey: 'sandbox-key',
      apiPassword: 'sandbox-password',
      apiUrl: sim.url,
      authUrl: sim.authUrl,
      clock: createScaledClock(options.sim?.clockScale ?? SCALE),
      random: () => 0.5,
      share: 1,
      ...options.source,
    })
  const request: SourceRequest = { shop: 'main', limit: null, want: {}, query: {}, codes: false }
  return {
    sim,
    request,
    open,
    read: (section, memo = memoOf()) => open(section).read(request, contextWith(memo), new AbortController().signal),
    item: ({ items }, sku) => items.find((one) => one.sku === sku) ?? {},
    close: () => sim.close(),
  }
}

/** A boot in two sizes, a set of a part, and a sole on its own. */
export const SHELF: AccountSeed = {
  attributes: [
    { name: 'Brand', type_class: 'TextAttribute' },
    { name: 'Description', type_class: 'HtmlAttribute' },
    { name: 'Color', type_class: 'DropdownAttribute', options: ['Grey', 'Black'] },
    { name: 'Size', type_class: 'TextAttribute' },
    { name: 'Price', type_class: 'DecimalAttribute' },
    { name: 'Vendor', type_class: 'TextAttribute' },
    { name: 'Released', type_class: 'DateAttribute' },
    { name: 'Images', type_class: 'MediaGalleryAttribute' },
    { name: 'Further Images', type_class: 'MediaGalleryAttribute' },
    { name: 'Hero', type_class: 'MediaAttribute' },
    { name: 'Amazon Sync Baseline', type_class: 'MultilineAttribute' },
  ],
  relationships: [{ name: 'Amazon Hierarchy' }, { name: 'Parts' }],
  families: [
    { name: 'Boots', attributes: ['brand', 'color'] },
    { name: 'Soles', attributes: ['brand'] },
  ],
  assets: [{ filename: 'boot.jpg' }, { filename: 'sole.jpg' }, { filename: 'box.jpg' }, { filename: 'manual.pdf' }],
  products: [
    {
      sku: 'BOOT',
      label: 'Felt boot',
      status: 'Completed',
      family: 'Boots',
      thumbnail: 'boot.jpg',
      attributes: {
        ...{ brand: 'Acme', vendor: 'Acme & Sons', description: '<p>A boot</p>', released: '2026-03-01', price: 89.9 },
        ...{
          images: ['sole.jpg', 'boot.jpg', 'manual.pdf'],
          further_images: ['box.jpg', 'sole.jpg'],
          hero: 'boot.jpg',
        },
        amazon_sync_baseline: 'what was last written',
      },
    },
    variant('BOOT-38', '4012345678901', '38'),
    variant('BOOT-39', '4012345678918', '39'),
    { sku: 'SOLE', label: 'Sole', family: 'Soles', attributes: { images: ['sole.jpg'] } },
    { sku: 'SET', label: 'A set', status: 'Archived' },
    { sku: 'SET-1', label: 'Part of a set' },
  ],
  links: [{ source: 'SET', relationship: 'amazon_hierarchy', targets: ['SET-1'] }],
}

function variant(sku: string, gtin: string, size: string): NonNullable<AccountSeed['products']>[number] {
  return { sku, label: `Felt boot ${size}`, gtin, parent: 'BOOT', family: 'Boots', attributes: { color: 'Grey', size } }
}
