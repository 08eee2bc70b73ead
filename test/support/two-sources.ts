import { createKeys } from '../../src/model/keys.ts'
import type { AttributeSpec, Settings } from '../../src/model/settings.ts'
import type { SourceItems } from '../../src/model/source.ts'
import type { PlanInput } from '../../src/planner/types.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { AMAZON_FACTS } from '../../src/providers/amazon/facts.ts'
import { headerFor } from '../../src/state/exports/header.ts'
import { BAZAAR, type Ware, wareRows } from '../odd/bazaar/facts.ts'
import { account, planInput, settings, spec, type World } from './boots.ts'

const STALLS = ['north', 'south']

/** Boots of Amazon have an `item_name`, wares of the bazaar a `name`. */
const NAME: AttributeSpec = spec('amazon_title', { from: 'item_name || name' })

export interface TwoSources extends Partial<Omit<World, 'items' | 'settings'>> {
  boots?: CatalogueItem[]
  wares?: Ware[]
  /** Their order in `sync.yaml`. */
  order?: ('amazon' | 'bazaar')[]
  template?: string
  /** Stalls whose export says that it lacks something. */
  incomplete?: string[]
  /** Which exports are at hand; all of them unless it says otherwise. */
  read?: string[]
  change?: (settings: Settings) => void
}

/** Amazon beside a bazaar of two stalls, into one account. */
export function twoSources(given: TwoSources): PlanInput {
  const { boots = [], wares = [], order = ['amazon', 'bazaar'], template = '{source}-{shop}-{id}', read } = given
  const own = settings((value) => {
    const [amazon] = value.sources
    if (!amazon) return
    const bazaar = { ...amazon, provider: 'bazaar', shops: STALLS }
    value.sources = order.map((name) => (name === 'amazon' ? amazon : bazaar))
    value.target.sku = template
    given.change?.(value)
  })
  const base = planInput({ specs: [NAME], live: account([]), ...given, items: boots, settings: own })
  const known = { amazon: { facts: AMAZON_FACTS, shops: ['US'] }, bazaar: { facts: BAZAAR, shops: STALLS } }
  const shops = order.map((name) => known[name])
  const sources = [...base.sources, ...STALLS.map((stall) => stallOf(stall, wares, given))]
  return {
    ...base,
    shops,
    keys: createKeys(template, shops),
    sources: sources.filter(({ header }) => read?.includes(header.marketplace) ?? true),
  }
}

function stallOf(stall: string, wares: Ware[], { incomplete = [] }: TwoSources): SourceItems {
  const facts = {
    provider: 'bazaar',
    marketplace: stall,
    query: {},
    complete: !incomplete.includes(stall),
    counts: {},
    exported_at: '2026-11-21T02:00:00Z',
  }
  const rows = wares.filter(({ shop }) => shop === stall).flatMap(wareRows)
  const items = BAZAAR.items(rows, { ...settings().images, hosts: [], hostsKey: '' })
  return { facts: BAZAAR, header: headerFor(facts, []), items, diagnostics: [] }
}
