import type { Call } from '../domain.ts'
import { apiError } from '../errors.ts'
import { quantitiesMove } from '../products/total-inventory.ts'
import type { Product } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { IdempotencyKeys } from './idempotency.ts'
import { problemsOf, type Setting, type Stock, type StockChange, type StockProblem, setQuantities } from './ledger.ts'
import { itemOf, ownerOf } from './places.ts'

export interface SetQuantitiesInput {
  ignoreCompareQuantity?: boolean
  name: string
  quantities: readonly (Setting & { compareQuantity?: number | null })[]
  reason: string
  referenceDocumentUri?: string | null
}

interface Answer {
  inventoryAdjustmentGroup: object | null
  userErrors: readonly StockProblem[]
}

/** From here on a key has to be given, and every quantity has to say what it was: contract, §2. */
const STRICT_SINCE = '2026-04'

const REASONS: readonly string[] = [
  ...['correction', 'cycle_count_available', 'damaged', 'movement_created', 'movement_updated', 'movement_received'],
  ...['movement_canceled', 'other', 'promotion', 'quality_control', 'received', 'reservation_created'],
  ...['reservation_deleted', 'reservation_updated', 'restock', 'safety_stock', 'shrinkage'],
]

export function inventorySetQuantities(call: Call, input: SetQuantitiesInput): Answer {
  const { store, version } = call
  const key = keyIn(call)
  demandKey(call)
  if (version >= STRICT_SINCE) demandQuantities(input)
  const keys = store.part(newKeys)
  const request = JSON.stringify(input)
  const known = key === null ? { kind: 'new' as const } : keys.look(key, request, store.now())
  if (known.kind === 'again') return known.answer
  if (known.kind === 'mismatch') {
    const message = 'The same idempotency key cannot be used with different operation parameters.'
    return {
      inventoryAdjustmentGroup: null,
      userErrors: [{ field: null, message, code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }],
    }
  }
  const answer = carriedOut(call, input)
  if (key !== null) keys.keep(key, { request, answer, now: store.now() })
  return answer
}

/** Of the directive `@idempotent`. */
function keyIn({ directives }: Call): string | null {
  const key = directives.idempotent?.key
  return typeof key === 'string' ? key : null
}

/** @throws GraphQLError for an inventory mutation without a key, where the version wants one */
export function demandKey(call: Call): void {
  if (call.version < STRICT_SINCE || keyIn(call) !== null) return
  throw apiError('BAD_REQUEST', 'The @idempotent directive is required for this mutation but was not provided.')
}

function demandQuantities({ quantities }: SetQuantitiesInput): void {
  // Given as null it compares nothing; left away it is a mistake.
  if (quantities.some((one) => one.changeFromQuantity === undefined)) {
    const message = 'InventoryQuantityInput must include the following argument: changeFromQuantity.'
    throw apiError('INVALID_FIELD_ARGUMENTS', message)
  }
}

/** The candidate of 2026-10 has no code of its own for a place where the item is not stocked; which it gives is a guess. */
function worded(problem: StockProblem, { version }: Call): StockProblem {
  if (version < '2026-10' || problem.code !== 'ITEM_NOT_STOCKED_AT_LOCATION') return problem
  return { ...problem, code: 'INVALID_LOCATION' }
}

function newKeys(): IdempotencyKeys<Answer> {
  return new IdempotencyKeys()
}

function carriedOut(call: Call, input: SetQuantitiesInput): Answer {
  const { store } = call
  const { name, reason, referenceDocumentUri = null } = input
  if (!REASONS.includes(reason)) {
    const userErrors = [
      { field: ['input', 'reason'], message: 'The specified reason is invalid.', code: 'INVALID_REASON' },
    ]
    return { inventoryAdjustmentGroup: null, userErrors }
  }
  const settings = input.quantities.map((one) => compared(one, input))
  const stock = stockOf(store)
  const userErrors = problemsOf(name, settings, stock).map((problem) => worded(problem, call))
  if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors }
  for (const product of productsOf(store, settings)) quantitiesMove(store, product, call.settings.totalInventoryLagMs)
  const changes = setQuantities(name, settings, stock)
  for (const product of productsOf(store, settings)) store.touch(product)
  return {
    inventoryAdjustmentGroup: changes.length === 0 ? null : groupOf(store, changes, { reason, referenceDocumentUri }),
    userErrors,
  }
}

/** The older way to say what a quantity was, where the version still has it. */
function compared(
  one: SetQuantitiesInput['quantities'][number],
  { ignoreCompareQuantity }: SetQuantitiesInput,
): Setting {
  if (one.changeFromQuantity !== undefined || ignoreCompareQuantity || one.compareQuantity === undefined) return one
  return { ...one, changeFromQuantity: one.compareQuantity }
}

function stockOf(store: Store): Stock {
  return {
    levels: (id) => itemOf(store, id)?.levels,
    hasLocation: (id) => store.get('Location', id) !== undefined,
  }
}

function productsOf(store: Store, settings: readonly Setting[]): Set<Product> {
  const found = settings.flatMap(({ inventoryItemId }) => ownerOf(store, inventoryItemId) ?? [])
  for (const product of found) product.updatedAt = store.stamp()
  return new Set(found)
}

function groupOf(
  store: Store,
  changes: readonly StockChange[],
  said: { reason: string; referenceDocumentUri: string | null },
): object {
  return {
    __typename: 'InventoryAdjustmentGroup',
    id: store.newId('InventoryAdjustmentGroup'),
    createdAt: store.stamp(),
    ...said,
    changes: changes.map(({ name, delta, item, location }) => ({
      ...{ name, delta, quantityAfterChange: null },
      item: itemOf(store, item) ?? null,
      location: store.get('Location', location) ?? null,
    })),
  }
}
