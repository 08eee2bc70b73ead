import { addressOf } from '../../model/address.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Address, Blocked, Conflict, Drift, Operation, Provenance } from '../../model/plan.ts'
import type { Population } from '../match/population.ts'
import { type FieldContext, type FieldRule, pathOf } from '../project/desired-fields.ts'
import type { KnownImages } from '../project/images.ts'
import type { DesiredImage, Listing, PlanInput } from '../types.ts'
import type { Definitions } from './definitions.ts'
import type { ImageIndex } from './image-index.ts'

/** Why a product neither exists nor will. */
export type Absence = 'blocked' | 'excluded' | 'beyond-limit'

/** The parts of a plan that `--only` names. */
export type Part = 'schema' | 'products' | 'images' | 'hierarchy' | 'listings'

/** What planning products needs, and where it puts what it finds. */
export interface ProductContext {
  input: PlanInput
  population: Population
  definitions: Definitions
  rules: FieldRule[]
  fields: FieldContext
  images: ImageIndex
  knownImages: KnownImages
  parts: ReadonlySet<Part>
  /** SKUs of the products that should link to a listing's product, by relationship. */
  linkSources: (listing: Listing) => { [relationship: string]: string[] }
  /** False while the export may lack much: nothing is cleared on its word. */
  mayClear: boolean
  /** Where values come from that no attribute rule gives. */
  origins: { sku: Provenance; family: Provenance }
  found: ProductFindings
}

export interface ProductFindings {
  operations: Operation[]
  blocked: Blocked[]
  drift: Drift[]
  conflicts: Conflict[]
  /** Images that must be uploaded, by address. */
  uploads: Map<Address, { image: DesiredImage; origin: Provenance }>
  /** Images that are blocked because the target could not fetch them before. */
  dead: Map<Address, DesiredImage>
  /** SKUs that neither exist nor will: links to them are left out. */
  absent: Map<string, Absence>
}

/** Makes an operation wait for those of its images that the account does not have yet. */
export function useImages(
  operation: Operation,
  { images, listing: { facts } }: { images: DesiredImage[]; listing: Listing },
  { found }: ProductContext,
): void {
  const origin = { source: facts.name, path: facts.paths.images ?? 'images' }
  for (const image of images) {
    if (operation.refs[image.address] !== undefined) continue
    found.uploads.set(image.address, { image, origin })
    operation.depends_on.push(`upload:${image.address}`)
  }
}

/** Adds the operations that make what the fields of a product need first. */
export function waitForDefinitions(operation: Operation, labels: Iterable<string>, definitions: Definitions): void {
  const needed = new Set<string>()
  for (const label of labels) {
    const id = definitions.attributeOperation.get(label)
    if (id !== undefined) needed.add(id)
  }
  operation.depends_on.push(...needed)
}

/** Puts a value at `label` or `attributes.LABEL` of a product's fields. */
export function setField(fields: JsonObject, path: string, value: Json): void {
  if (!path.startsWith('attributes.')) {
    fields[path] = value
    return
  }
  const attributes = (fields.attributes ?? {}) as JsonObject
  attributes[path.slice('attributes.'.length)] = value
  fields.attributes = attributes
}

/** References the family of an operation that assigns it. */
export function assignFamily(operation: Operation, { input, origins }: ProductContext): void {
  const family = input.live.family
  if (!family) return
  operation.provenance['/family'] = origins.family
  operation.refs[addressOf('family', family.name)] = family.id
}

export function galleryPath({ input }: ProductContext): string {
  return pathOf(input.settings.target.gallery)
}
