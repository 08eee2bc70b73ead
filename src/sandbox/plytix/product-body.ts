import type { Json, JsonObject } from '../../model/json.ts'
import { INVALID_INPUT, isObject, type Problem, refuseProduct } from './answers.ts'
import type { Call } from './call.ts'
import { GALLERY } from './media.ts'
import type { Product } from './records.ts'
import { checkValue, oneAsset } from './values.ts'

export const STATUSES = ['Draft', 'Completed', 'Archived']

type Fields = { -readonly [Field in keyof Product]?: Product[Field] }

/**
 * The fields that a body writes onto a product. Keys that are read-only, unknown or `product_family` are passed over.
 * All problems are collected; one of them refuses the whole call.
 */
export function readProductBody(call: Call, body: JsonObject, base: Product): Product {
  const problems: Problem[] = []
  const fields: Fields = {}
  readSku(body, fields, problems)
  readTexts(body, fields, problems)
  readStatus(body, fields, problems)
  if (body.thumbnail !== undefined) {
    const checked = oneAsset(call.store, 'thumbnail', body.thumbnail)
    if ('problem' in checked) problems.push(checked.problem)
    else fields.thumbnail = checked.value as string | null
  }
  const hasAsset = (id: string) => call.store.assets.get(id) !== undefined
  const hasCategory = (id: string) => call.store.categories.get(id)?.scope === 'product'
  readReferences(body, { key: 'assets', exists: hasAsset, fields, problems })
  readReferences(body, { key: 'categories', exists: hasCategory, fields, problems })
  if (body.attributes !== undefined && body.attributes !== null) {
    fields.attributes = readAttributes(call, { written: body.attributes, base, problems })
  }
  if (problems.length > 0) refuseProduct(422, problems)
  return { ...base, ...fields }
}

function readSku({ sku }: JsonObject, fields: Fields, problems: Problem[]): void {
  if (sku === undefined) return
  if (typeof sku === 'string' && sku.trim() !== '') fields.sku = sku
  else problems.push({ field: 'sku', msg: 'Not a valid string.' })
}

function readTexts(body: JsonObject, fields: Fields, problems: Problem[]): void {
  for (const field of ['label', 'gtin'] as const) {
    const value = body[field]
    if (value === undefined) continue
    if (value === null || typeof value === 'string') fields[field] = value || null
    else problems.push({ field, msg: 'Not a valid string.' })
  }
}

function readStatus({ status }: JsonObject, fields: Fields, problems: Problem[]): void {
  if (status === undefined) return
  if (typeof status === 'string' && STATUSES.includes(status)) fields.status = status
  else problems.push({ field: 'status', msg: `Value is not valid, valid values are [${STATUSES.join(', ')}]` })
}

interface References {
  key: 'assets' | 'categories'
  exists: (id: string) => boolean
  fields: Fields
  problems: Problem[]
}

function readReferences(body: JsonObject, { key, exists, fields, problems }: References): void {
  const written = body[key]
  if (written === undefined) return
  if (!Array.isArray(written)) {
    problems.push({ field: key, msg: INVALID_INPUT })
    return
  }
  const ids = new Set<string>()
  for (const item of written) {
    if (!isObject(item) || typeof item.id !== 'string') problems.push({ field: key, msg: INVALID_INPUT })
    else if (exists(item.id)) ids.add(item.id)
    else problems.push({ field: key, msg: `${item.id} does not exist` })
  }
  fields[key] = [...ids]
}

function readAttributes(
  call: Call,
  { written, base, problems }: { written: Json; base: Product; problems: Problem[] },
): JsonObject {
  const values: JsonObject = { ...base.attributes }
  if (!isObject(written)) {
    problems.push({ field: 'attributes', msg: INVALID_INPUT })
    return values
  }
  for (const [label, value] of Object.entries(written)) {
    const attribute = call.store.attribute(label)
    if (!attribute) {
      problems.push({ field: label, msg: 'label does not exist' })
      continue
    }
    const checked = checkValue(call.store, attribute, value)
    if ('problem' in checked) problems.push(checked.problem)
    else if (attribute.type === GALLERY && !call.settings.galleryInWrite) continue
    else keep(values, label, cut(checked.value, call.settings.cutTexts[label]))
  }
  return values
}

function cut(value: Json, most: number | undefined): Json {
  return typeof value === 'string' && most !== undefined ? value.slice(0, most) || null : value
}

function keep(values: JsonObject, label: string, value: Json): void {
  if (value === null) delete values[label]
  else values[label] = value
}
