import type { Settings } from '../../src/model/settings.ts'
import type { PlytixSettings } from '../../src/providers/plytix/asked.ts'
import type { PimWorkspace } from '../../src/providers/plytix/pim-workspace.ts'

/** What a workspace asks of an account; attributes are those of `specs/attributes.yaml`. */
export interface Asked extends Partial<Omit<PlytixSettings, 'relationships'>> {
  provider?: string
  relationships?: Settings['relationships']
  attributes?: { label: string; name: string; type: string; options?: string[] }[]
}

export const RELATIONSHIPS: Settings['relationships'] = {
  hierarchy: { label: 'amazon_hierarchy', name: 'Amazon Hierarchy' },
  listings: { label: 'amazon_listings', name: 'Amazon Listings' },
}

/** A workspace of the usual names, without a family. */
export function workspaceOf(asked: Asked = {}): PimWorkspace {
  const { provider = 'plytix', family = null, gallery = 'amazon_images', relationships = RELATIONSHIPS } = asked
  const canonical = { exclude_sku_prefixes: [], identifiers: [], match: { model_fallbacks: true, model_size: false } }
  const policy: Settings['policy'] = {
    create_definitions: true,
    unmatched: 'skip',
    on_unadopted: 'keep',
    on_drift: 'report',
    on_gone: 'report',
    prune: { links: false, images: false, products: false, variants: false },
    exclusive: false,
    max_delete_percent: 5,
    max_export_drop_percent: 20,
    max_change_percent: 20,
    quota_share: 1,
    baseline: 'account',
  }
  const position = { file: 'specs/attributes.yaml', line: 1, column: 1 }
  return {
    settings: {
      target: { provider, sku: 'AMZN-{marketplace}-{asin}', family, gallery, canonical, options: {} },
      relationships,
      policy,
    },
    attributes: (asked.attributes ?? []).map((attribute) => ({
      ...{ from: null, value: null, write: 'always', clear: false, options: [], position },
      ...attribute,
    })),
  }
}
