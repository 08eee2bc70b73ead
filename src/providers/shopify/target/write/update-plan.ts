import { texts } from '../../../../model/fields.ts'
import type { JsonObject } from '../../../../model/json.ts'
import type { Change } from '../../../../model/target.ts'
import { COLLECTIONS, GALLERY, PUBLICATIONS } from '../names.ts'
import type { SeenProduct } from '../seen.ts'
import { attachPieces, mediaAfter, mediaChange, movesTo, reorderPieces, wholeList } from './update-media.ts'
import { baselineInput, clearedOfVariants, clearPieces, managedMetafields, setPieces } from './update-metafields.ts'
import { shapeOf, shapeProblem } from './update-options.ts'
import { type Matching, matchParts } from './update-parts.ts'
import { collectionInput, publicationPieces, type SetChange, setChange, tagPieces } from './update-sets.ts'
import { type VariantFacts, variantPieces } from './update-variants.ts'
import { MUTATION_COST, type Piece } from './write-pieces.ts'
import { productInput } from './write-values.ts'

export interface UpdateFacts extends VariantFacts {
  /** The baseline's metafield as it is to be; `null`: it is not written. */
  baseline: string | null
  /** gids by handle and by name of all that the change and the product name. */
  collections: ReadonlyMap<string, string>
  publications: ReadonlyMap<string, string>
}

export interface Products {
  /** As it was when the change was made. */
  before: SeenProduct
  /** As it is. */
  now: SeenProduct
}

export interface UpdatePlan {
  /** In one document, in this order. The last one writes the baseline, if any does. */
  pieces: Piece[]
  /** True: the last of the pieces writes the baseline, or the key, whatever becomes of those before it. */
  marks: boolean
  /** The media that the product is to show then, in their order; `null`: they stay. */
  media: { order: readonly string[]; gone: readonly string[] } | null
}

export type Planned =
  | { plan: UpdatePlan }
  /** Not what the change was made for. */
  | { outdated: true }
  | { refused: 'ambiguous' | 'invalid'; message: string }

/** Which mutations a change of a product takes, and in which order. */
export function planUpdate(change: Change, products: Products, facts: UpdateFacts): Planned {
  const { key, parts } = change
  const { now } = products
  const matching = matchParts(parts, now)
  if ('lost' in matching) return { outdated: true }
  if ('ambiguous' in matching) {
    return { refused: 'ambiguous', message: `Several variants of ${key} have the SKU "${matching.ambiguous}".` }
  }
  const shape = shapeOf(matching, now)
  const problem = shapeProblem(shape)
  if (problem !== null) return { refused: 'invalid', message: `${key} cannot get these options: ${problem}.` }
  const media = mediaPlan(change, products)
  const variants = variantPieces(matching, shape, { product: now, before: products.before, facts })
  const { marks, pieces } = ownPieces(change, { products, matching, facts })
  return { plan: { pieces: [...variants, ...media.pieces, ...pieces], marks, media: media.after } }
}

interface MediaPlan {
  pieces: Piece[]
  after: UpdatePlan['media']
}

/** Files that are attached come last: where one has to stand elsewhere, the list is written as a whole. */
function mediaPlan({ fields }: Change, { before, now }: Products): MediaPlan {
  if (!Object.hasOwn(fields, GALLERY)) return { pieces: [], after: null }
  const change = mediaChange(texts(fields[GALLERY]), before.media, now.media)
  const attach = attachPieces(now.id, change)
  const reorder = reorderPieces(now.id, movesTo(change.order, mediaAfter(change, now.media)))
  if (attach.length === 0 && reorder.length === 0) return { pieces: [], after: null }
  const isBoth = attach.length > 0 && reorder.length > 0
  const pieces = isBoth ? [wholeList(now.id, change, now.media)] : [...attach, ...reorder]
  return { pieces, after: { order: change.order, gone: change.remove } }
}

interface Own {
  products: Products
  matching: Matching
  facts: UpdateFacts
}

/** What is the product's own, the baseline last: once it is there, so is everything else. */
function ownPieces(change: Change, { products, matching, facts }: Own): { pieces: Piece[]; marks: boolean } {
  const { fields, key } = change
  const { before, now } = products
  const { keyMetafield, baseline, typeOf } = facts
  const { set, clear } = managedMetafields(fields, { before, typeOf })
  const cleared = [
    ...clear
      .filter((name) => Object.hasOwn(now.digests, `${name.namespace}.${name.key}`))
      .map((name) => ({ ownerId: now.id, ...name })),
    ...clearedOfVariants(matching.known, typeOf),
  ]
  const marks: JsonObject[] = [
    ...(now.key === null ? [{ ...keyMetafield, value: key }] : []),
    ...(baseline === null ? [] : [baselineInput(baseline)]),
  ]
  const input = { ...productInput(fields), ...collectionInput(placed(change, COLLECTIONS, { products, facts })) }
  const sets = [
    ...tagPieces(now.id, tagChange(change, products)),
    ...publicationPieces(now.id, placed(change, PUBLICATIONS, { products, facts })),
    ...clearPieces(cleared),
  ]
  const owned = marks.map((metafield) => ({ ownerId: now.id, ...metafield }))
  if (Object.keys(input).length === 0) {
    return { pieces: [...sets, ...setPieces([...set, ...owned])], marks: owned.length > 0 }
  }
  const last = updatePiece({ id: now.id, ...input, ...(marks.length > 0 ? { metafields: marks } : {}) })
  return { pieces: [...sets, ...setPieces(set), last], marks: owned.length > 0 }
}

function updatePiece(product: JsonObject): Piece {
  return {
    mutation: 'productUpdate',
    args: { product: { type: 'ProductUpdateInput', value: product } },
    // Scalars alone: objects within it would cost points.
    select: 'product { id title handle descriptionHtml vendor productType status templateSuffix }',
    coded: false,
    cost: MUTATION_COST,
  }
}

const NOTHING: SetChange = { add: [], remove: [] }

function tagChange({ fields }: Change, { before, now }: Products): SetChange {
  if (!Object.hasOwn(fields, 'tags')) return NOTHING
  const wanted = texts(fields.tags)
  const change = setChange({ wanted, before: before.tags, now: now.tags }, (tag) => tag.trim().toLowerCase())
  const spelled = new Set(now.tags)
  const there = new Map(now.tags.map((tag) => [tag.toLowerCase(), tag]))
  // The first spelling of a tag stays until it is taken away.
  const respelled = wanted.filter((tag) => !spelled.has(tag.trim()) && there.has(tag.trim().toLowerCase()))
  return { add: [...change.add, ...respelled], remove: [...change.remove, ...respelled] }
}

/** Collections or publications by their gids. */
function placed(
  { fields }: Change,
  path: typeof COLLECTIONS | typeof PUBLICATIONS,
  { products, facts }: Pick<Own, 'products' | 'facts'>,
): SetChange {
  if (!Object.hasOwn(fields, path)) return NOTHING
  const ids = facts[path]
  const wanted = texts(fields[path]).map((name) => ids.get(name) ?? name)
  const [before, now] = [products.before, products.now].map((product) => (product[path] ?? []).map(({ id }) => id))
  return setChange({ wanted, before: before ?? [], now: now ?? [] })
}
