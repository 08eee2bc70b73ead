import type { JsonObject } from '../../src/model/json.ts'
import type { Provider } from '../../src/model/provider.ts'
import type { SourceRequest } from '../../src/model/source.ts'
import { ask } from '../../src/providers/amazon/ask.ts'
import type { AmazonRequest } from '../../src/providers/amazon/wants.ts'
import { loadProviders } from '../../src/providers/registry.ts'
import type { SourceFileOptions } from '../../src/services/source-file.ts'

/** Those of the program. */
export const providers = await loadProviders()

export function provider(name: string): Provider {
  const found = providers.get(name)
  if (!found) throw new Error(`No provider is called ${name}.`)
  return found
}

/** A marketplace, as what a file is of. */
export function amazonShop(shop: string): { of: SourceFileOptions['of'] } {
  const { source: side } = provider('amazon')
  if (!side) throw new Error('Amazon is no source.')
  return { of: { settings: { provider: 'amazon' }, shop, side } }
}

/** A request in Amazon's words as services make it. */
export function amazonRequest(request: AmazonRequest): SourceRequest {
  const { marketplace, limit, brands, asins, includeParents, sellerId = null, lookupGtins = false } = request
  const options = { brands, asins, include_parents: includeParents, seller_id: sellerId, lookup_gtins: lookupGtins }
  const choice = { brands: [], ids: [], relatives: true, codes: true, limit }
  return { shop: marketplace, limit, ...ask({ options: options as JsonObject }, choice) }
}
