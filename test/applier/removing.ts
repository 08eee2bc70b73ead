import { addressOf, foreignAddress } from '../../src/model/address.ts'
import { formatBaseline, parseBaseline } from '../../src/model/baseline.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import type { BaselineChange, Operation } from '../../src/model/plan.ts'
import { membersPrecondition, resourcePrecondition } from '../../src/model/precondition.ts'
import { fingerprint } from '../../src/model/values.ts'
import { type PimProduct, productResource } from '../support/pim.ts'
import { BASELINE, digest, operation, productKind, traits } from './world.ts'

const PATH = traits.baseline.path

interface Ours {
  scope?: string
  created?: boolean
  run?: string
  images?: { slot: string; image: string; asset: string }[]
  links?: { [label: string]: string[] }
}

/** The baseline of a product whose text attributes are all ours. */
export function baselineText({ sku, attributes }: Pick<PimProduct, 'sku' | 'attributes'>, ours: Ours = {}): string {
  const { scope = 'boots', created = true, run = 'earlier', images = [], links = {} } = ours
  const prints = Object.entries(attributes)
    .filter(([, value]) => typeof value === 'string')
    .map(([label, value]) => [`attributes.${label}`, fingerprint('text', value as Json, digest)])
  const fields = Object.fromEntries(prints)
  return formatBaseline({ account: 'memory', sku, scope, run, created, fields, images, links }, digest)
}

/** A product that this program has written. */
export function owned(sku: string, attributes: JsonObject = {}, ours: Ours & Partial<PimProduct> = {}): PimProduct {
  const { scope, created, run, images, links: baselineLinks, ...product } = { ...ours, links: undefined }
  const given: Ours = Object.fromEntries(
    Object.entries({ scope, created, run, images, links: baselineLinks }).filter(([, value]) => value !== undefined),
  )
  const gallery = images ? { amazon_images: images.map(({ asset }) => asset) } : {}
  return {
    id: `id-${sku}`,
    sku,
    ...product,
    attributes: { ...attributes, ...gallery, [BASELINE]: baselineText({ sku, attributes }, given) },
    links: ours.links ?? {},
  }
}

export function textOf(product: PimProduct | undefined): string | null {
  const text = product?.attributes[BASELINE]
  return typeof text === 'string' ? text : null
}

export function baselineOf(product: PimProduct | undefined) {
  return parseBaseline(textOf(product) ?? undefined, digest)
}

export function adopt(
  live: PimProduct,
  change: Partial<BaselineChange> = {},
  parts: Partial<Operation> = {},
): Operation {
  const state = { paths: [], live: productResource(live), kind: productKind, baseline: PATH }
  return operation({
    id: `adopt:product.${live.sku}`,
    target_id: live.id,
    before: {},
    after: {},
    precondition: resourcePrecondition(state, digest),
    baseline: { fields: [], links: {}, ...change },
    ...parts,
  })
}

export function unlink(source: PimProduct, targets: PimProduct[], parts: Partial<Operation> = {}): Operation {
  return operation({
    id: `unlink:link.amazon_listings.${source.sku}`,
    target_id: source.id,
    before: { targets: targets.map(({ sku }) => addressOf('product', sku)) },
    after: { targets: [] },
    precondition: membersPrecondition(
      'targets',
      targets.map(({ sku }) => sku),
      digest,
    ),
    ...parts,
    refs: {
      'relationship.amazon_listings': 'rel-listings',
      ...Object.fromEntries(targets.map(({ sku, id }) => [addressOf('product', sku), id])),
      ...parts.refs,
    },
  })
}

export function remove(live: PimProduct, parts: Partial<Operation> = {}): Operation {
  const resource = productResource(live)
  const { id: _id, links: _links, modified: _modified, attributes, ...own } = structuredClone(live)
  const shown = Object.entries(attributes).map(([label, value]) => [
    label,
    label === 'amazon_images' ? (value as string[]).map((id) => foreignAddress('asset', id)) : value,
  ])
  const paths = Object.keys(baselineOf(live)?.fields ?? {})
  const state = { paths, live: resource, kind: productKind, baseline: PATH }
  return operation({
    id: `delete:product.${live.sku}`,
    target_id: live.id,
    before: { ...own, attributes: Object.fromEntries(shown) } as unknown as JsonObject,
    after: {},
    precondition: resourcePrecondition(state, digest),
    ...parts,
  })
}

export function removeAsset(filename: string): Operation {
  return operation({ id: `delete:asset.${filename}`, target_id: `id-${filename}`, before: {}, after: {} })
}
