import { createKeys, type Keys } from '../model/keys.ts'
import type { Settings } from '../model/settings.ts'
import type { SourceFacts } from '../model/source.ts'
import { SOURCE_FACTS } from '../providers/registry.ts'

/** A source of the workspace with the shops that are read of it. */
export interface ConfiguredSource {
  facts: SourceFacts
  shops: string[]
}

/** The sources that `sync.yaml` names; its schema allows only registered providers. */
export function configuredSources({ source }: Settings): ConfiguredSource[] {
  const facts = SOURCE_FACTS[source.provider]
  if (!facts) throw new Error(`No source is registered as ${source.provider}.`)
  return [{ facts, shops: source.marketplaces }]
}

/** How this workspace calls the resources that it makes of items. */
export function keysOf(settings: Settings): Keys {
  return createKeys(settings.target.sku, configuredSources(settings))
}
