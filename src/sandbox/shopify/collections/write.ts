import type { Call, UserError } from '../domain.ts'
import { promise } from '../jobs/jobs.ts'
import { shopOf } from '../shop/view.ts'
import { byHandle, freeHandle, plainHandle } from './handle.ts'
import { join, leave } from './members.ts'
import type { Collection, Rule } from './record.ts'

interface Selections {
  selectionsToAdd?: readonly { productId: string }[] | null
  selectionsToRemove?: readonly { productId: string }[] | null
}

export interface CollectionFields {
  id?: string | null
  title?: string | null
  handle?: string | null
  descriptionHtml?: string | null
  sortOrder?: string | null
  products?: readonly string[] | null
  ruleSet?: { appliedDisjunctively: boolean; rules?: readonly Rule[] | null } | null
  sources?:
    | readonly { source: { inclusion?: { selections?: readonly { productId: string }[] | null } | null } }[]
    | null
  sourcesToUpdate?: readonly { condition: { id: string; inclusion?: Selections | null } }[] | null
}

export interface CollectionArgs {
  /** The older way, and until 2026-07 the only one. */
  input?: CollectionFields | null
  collection?: CollectionFields | null
}

const MOST_TITLE = 255

export function collectionCreate(call: Call, args: CollectionArgs): object {
  const fields = args.collection ?? args.input ?? {}
  const userErrors = problems(call, fields, null)
  if (!fields.title)
    userErrors.unshift({ field: [args.collection ? 'collection' : 'input', 'title'], message: "Title can't be blank" })
  if (userErrors.length > 0) return { collection: null, userErrors }
  const { store } = call
  const selected = (fields.sources ?? []).flatMap(({ source }) => source.inclusion?.selections ?? [])
  const collection: Collection = {
    __typename: 'Collection',
    id: store.newId('Collection'),
    sourceId: store.newId('CollectionConditionsSource'),
    ...{
      title: fields.title ?? '',
      handle: '',
      descriptionHtml: '',
      sortOrder: 'BEST_SELLING',
      rules: null,
      products: [],
    },
    updatedAt: store.stamp(),
  }
  write(call, collection, fields)
  if (!fields.handle) collection.handle = freeHandle(store, plainHandle(collection.title))
  join(call.store, collection, [...(fields.products ?? []), ...selected.map(({ productId }) => productId)])
  store.add(collection)
  return { collection, userErrors: [] }
}

export function collectionUpdate(call: Call, args: CollectionArgs): object {
  const fields = args.collection ?? args.input ?? {}
  const at = args.collection ? 'collection' : 'input'
  const collection = call.store.get('Collection', fields.id ?? '')
  if (!collection)
    return { collection: null, job: null, userErrors: [{ field: [at, 'id'], message: 'Collection does not exist' }] }
  const userErrors = problems(call, fields, collection)
  const updates = fields.sourcesToUpdate ?? []
  if (updates.some(({ condition }) => condition.id !== collection.sourceId)) {
    userErrors.push({ field: [at, 'sourcesToUpdate'], message: 'Source does not exist' })
  }
  if (updates.length > 0 && collection.rules) userErrors.push({ field: [at, 'id'], message: SMART })
  if (userErrors.length > 0) return { collection, job: null, userErrors }
  write(call, collection, fields)
  const changes = updates.flatMap(({ condition }) => condition.inclusion ?? [])
  const job =
    changes.length === 0
      ? null
      : promise(call.store, call.settings.asyncMs, () => {
          for (const { selectionsToAdd, selectionsToRemove } of changes) {
            join(
              call.store,
              collection,
              (selectionsToAdd ?? []).map(({ productId }) => productId),
            )
            leave(
              call.store,
              collection,
              (selectionsToRemove ?? []).map(({ productId }) => productId),
            )
          }
        })
  return { collection, job, userErrors: [] }
}

export function collectionDelete(call: Call, { input: { id } }: { input: { id: string } }): object {
  const collection = call.store.get('Collection', id)
  if (!collection) {
    return {
      deletedCollectionId: null,
      shop: shopOf(call),
      userErrors: [{ field: ['id'], message: 'Collection does not exist' }],
    }
  }
  leave(call.store, collection, collection.products)
  call.store.remove(collection)
  return { deletedCollectionId: id, shop: shopOf(call), userErrors: [] }
}

export const SMART = "Can't manually add products to a smart collection"

function problems({ store }: Call, { title, handle }: CollectionFields, collection: Collection | null): UserError[] {
  const found: UserError[] = []
  if (title && title.length > MOST_TITLE) {
    found.push({ field: ['title'], message: `Title is too long (maximum is ${MOST_TITLE} characters)` })
  }
  const taken = handle ? byHandle(store, plainHandle(handle)) : undefined
  if (taken && taken !== collection) {
    const message = `Handle '${plainHandle(handle ?? '')}' already in use. Please provide a new handle.`
    found.push({ field: ['handle'], message })
  }
  return found
}

function write({ store }: Call, collection: Collection, fields: CollectionFields): void {
  const { title, handle, descriptionHtml, sortOrder, ruleSet } = fields
  if (title) collection.title = title
  if (handle) collection.handle = plainHandle(handle)
  if (typeof descriptionHtml === 'string') collection.descriptionHtml = descriptionHtml
  if (sortOrder) collection.sortOrder = sortOrder
  if (ruleSet) collection.rules = { appliedDisjunctively: ruleSet.appliedDisjunctively, rules: ruleSet.rules ?? [] }
  collection.updatedAt = store.stamp()
  store.touch(collection)
}
