import type { Workspace } from '../../src/model/settings.ts'
import type { Target } from '../../src/model/target.ts'
import type { PlanRequest } from '../../src/services/plan.ts'
import { createManualClock } from '../net/manual-clock.ts'
import {
  account,
  boot,
  digest,
  EVERYTHING,
  picture,
  planInput,
  product,
  settings,
  shopsOf,
  spec,
  TITLE,
} from '../support/boots.ts'
import { createMemoryTarget } from '../support/memory/index.ts'

export const NOW = Date.parse('2026-11-21T04:00:00Z')
export const signal = new AbortController().signal
export const COLOR = spec('amazon_color', { from: 'color' })
export const POSITION = { file: 'specs/overrides/boots.yaml', line: 3, column: 3 }

const ITEMS = [
  boot('B0PARENT01', { item_classification: 'VARIATION_PARENT', model_number: 'PB10', child_asins: ['B0PRAIRIE1'] }),
  boot('B0PRAIRIE1', {
    upc: '884882325297',
    color: 'Brown',
    parent_asins: ['B0PARENT01'],
    images: [picture('MAIN', 'mn'), picture('PT01', 'p1')],
  }),
  boot('B0PRAIRIE2', { upc: '884882325235' }),
  boot('B0PRAIRIE3', { part_number: 'PB10-M-09' }),
]
const PRODUCTS = [
  product('PB10'),
  product('PB10-M-09', { gtin: '884882325297' }),
  product('PB20', { gtin: '884882325235' }),
  product('PB20-OLD', { gtin: '0884882325235' }),
]

export function workspace(more: Partial<Workspace> = {}): Workspace {
  return {
    root: '/boots',
    settings: settings(),
    shops: shopsOf(settings()),
    attributes: [TITLE, COLOR],
    overrides: [],
    digest: 'sha256:0',
    files: {},
    diagnostics: [],
    ...more,
  }
}

export function request(target: Target, more: Partial<Workspace> = {}): PlanRequest {
  return {
    workspace: workspace(more),
    sources: planInput({ items: ITEMS, live: account([]) }).sources,
    target,
    memory: async () => ({ created: new Set(), deadImages: new Set(), takenOff: new Set() }),
    selection: EVERYTHING,
    allow: new Set(),
    program: { name: 'catalog-sync', version: '0' },
    clock: createManualClock(NOW),
    digest,
  }
}

export const live = () => {
  const { settings, attributes } = workspace({})
  return createMemoryTarget({ seed: { products: PRODUCTS }, workspace: { settings, attributes } })
}
