import { parseAddress } from '../model/address.ts'
import type { Baseline } from '../model/baseline.ts'
import { isEmpty, type Json, type JsonObject } from '../model/json.ts'
import type { Address, Operation } from '../model/plan.ts'
import { comparedPaths } from '../model/precondition.ts'
import type { ProductFields, Write } from '../model/target.ts'
import { nextBaseline } from './baseline.ts'
import type { Ids } from './ids.ts'
import { type ResolveContext, type Resolved, texts, unresolved } from './resolution.ts'

/** References of one operation: the id, or nothing for a picture that failed; what was never known is remembered. */
interface References {
  find(address: Address): string[]
  unknown: Address[]
  failed: Set<Address>
}

/** A product write with its gallery, thumbnail and baseline; images whose upload failed are left out of all three. */
export function resolveProduct(operation: Operation, ids: Ids, context: ResolveContext): Resolved {
  const references = createReferences(operation, ids)
  const fields = resolveFields(operation, references, context)
  const images = resolveImages(operation, references)
  const familyName = operation.after.family
  const [family = null] = isEmpty(familyName) ? [] : references.find(`family.${familyName}`)
  const [unknown] = references.unknown
  if (unknown !== undefined) return unresolved(unknown)
  const sku = parseAddress(operation.address).key
  const { stamp, live } = context
  const baseline =
    stamp && operation.baseline ? nextBaseline(operation.baseline, { sku, fields, images, live }, stamp) : undefined
  if (stamp?.onProduct && baseline !== undefined) fields.attributes[stamp.label] = baseline
  const volatile = volatileLabels(operation, fields, context)
  const scope = stamp?.scope
  const write = productWrite(operation, { sku, fields, family, volatile, ...(scope === undefined ? {} : { scope }) })
  if (!write) return unresolved(operation.address)
  return { ok: true, write, leftOut: [...references.failed], ...(baseline === undefined ? {} : { baseline }) }
}

interface ProductWrite {
  sku: string
  fields: ProductFields
  family: string | null
  volatile: string[]
  scope?: string
}

/** What the baseline does not remember changes from run to run, and so does the baseline, which names its run. */
function volatileLabels({ baseline }: Operation, fields: ProductFields, { kinds, stamp }: ResolveContext): string[] {
  if (!baseline) return stamp ? [stamp.label] : []
  const compared = new Set(comparedPaths(fields, baseline, kinds))
  return Object.keys(fields.attributes).filter((label) => !compared.has(`attributes.${label}`))
}

function productWrite(operation: Operation, product: ProductWrite): Write | null {
  if (operation.action === 'create') return { kind: 'product', action: 'create', ...product }
  const { sku, fields, family } = product
  const id = operation.target_id
  if (id === null) return null
  return { kind: 'product', action: 'update', id, sku, fields, ...(family === null ? {} : { family }) }
}

function createReferences(operation: Operation, ids: Ids): References {
  const unknown: Address[] = []
  const failed = new Set<Address>()
  return {
    find(address) {
      const id = ids.find(operation, address)
      if (id !== null) return [id]
      if (parseAddress(address).kind === 'asset' && ids.lost(address)) failed.add(address)
      else unknown.push(address)
      return []
    },
    unknown,
    failed,
  }
}

function resolveFields(operation: Operation, references: References, context: ResolveContext): ProductFields {
  const { attributes = {}, thumbnail, sku: _sku, family: _family, ...own } = operation.after
  const fields = {} as JsonObject
  for (const [name, value] of Object.entries(own))
    fields[name] = fillDay(operation, { pointer: `/${name}`, value }, context)
  const resolved: JsonObject = {}
  for (const [label, value] of Object.entries(attributes as JsonObject)) {
    const isGallery = context.kinds(`attributes.${label}`) === 'assets'
    resolved[label] = isGallery
      ? texts(value).flatMap(references.find)
      : fillDay(operation, { pointer: `/attributes/${label}`, value }, context)
  }
  const image = typeof thumbnail === 'string' ? references.find(thumbnail) : thumbnail === null ? [null] : []
  return { ...fields, ...(image.length > 0 ? { thumbnail: image[0] } : {}), attributes: resolved } as ProductFields
}

/** Only a template of the workspace means the day; a listing may have `{today}` in its title. */
function fillDay(
  operation: Operation,
  { pointer, value }: { pointer: string; value: Json },
  { today }: ResolveContext,
): Json {
  if (typeof value !== 'string' || !value.includes('{today}')) return value
  const source = operation.provenance[pointer]?.source ?? 'attributes.yaml'
  return source === 'attributes.yaml' ? value.replaceAll('{today}', today) : value
}

function resolveImages({ baseline }: Operation, references: References): Baseline['images'] | null {
  if (!baseline?.images) return null
  return baseline.images.flatMap(({ slot, image, asset }) =>
    references.find(asset).map((id) => ({ slot, image, asset: id })),
  )
}
