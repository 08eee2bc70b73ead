import type { ProviderContext, TargetWorkspace } from '../../../model/provider.ts'
import type { AttributeSpec } from '../../../model/settings.ts'
import type { Target } from '../../../model/target.ts'
import { openClient, type ShopContext } from '../open-client.ts'
import { COLLECTIONS, metafieldPath, PRODUCT } from './names.ts'
import { ShopifyReads } from './read/reads.ts'
import { wantsOf } from './settings.ts'
import { literalsOf } from './survey.ts'
import { targetHealth } from './target-health.ts'
import { shopifyTraits } from './traits.ts'
import { WriteLine } from './write/write-line.ts'
import type { TypeOf } from './write/write-values.ts'

export interface ShopifyTargetOptions extends ShopContext, Pick<ProviderContext, 'clock'> {
  workspace: TargetWorkspace
}

/** A shop as a target. */
export function createShopifyTarget({ workspace, ...context }: ShopifyTargetOptions): Target {
  const { attributes, variants = [] } = workspace
  const wants = wantsOf(workspace.settings.target)
  const client = openClient(wants.shop, wants.api_version, context)
  const managed = { product: attributes.map(({ label }) => label), variant: variants.map(({ label }) => label) }
  const collections = literalsOf(COLLECTIONS, attributes)
  const reads = new ShopifyReads({ client, wants, managed, collections })
  const traits = shopifyTraits(workspace)
  const line = new WriteLine({ client, wants, reads, traits, typeOf: typesOf(attributes, variants) })
  return {
    traits,
    connect: (signal) => reads.connect(signal),
    read: (want, signal, progress) => reads.read(want, signal, progress),
    look: (named, want, signal) => reads.look(named, want, signal),
    write: (change, signal) => line.write(change, signal),
    check: (_request, signal) => targetHealth({ client, workspace }, signal),
    calls: () => ({ ...client.counts }),
    windows: () => [client.bucket.use],
    atOnce: () => line.atOnce,
    allow: (calls) => client.allow(calls),
    close: () => client.close(),
  }
}

/** The types that rules give to metafields. */
function typesOf(attributes: readonly AttributeSpec[], variants: readonly AttributeSpec[]): TypeOf {
  const [products, parts] = [attributes, variants].map(
    (specs) => new Map(specs.map(({ label, type }) => [label, type])),
  )
  return (owner, name) => (owner === PRODUCT ? products : parts)?.get(metafieldPath(name)) ?? null
}
