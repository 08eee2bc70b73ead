import { texts } from '../../../../model/fields.ts'
import { isEmpty } from '../../../../model/json.ts'
import type { Operation } from '../../../../model/plan.ts'
import { costOf, type Document } from '../../document.ts'
import { PRODUCTS_COUNT, RUN_BULK_QUERY } from '../../documents.ts'
import { asRecord, type RawRecord } from '../../raw.ts'
import { DEFINITION, FILE, GALLERY, METAFIELDS, PRODUCT, PUBLICATIONS, VARIANTS } from '../names.ts'
import { MOST_DIRECT } from '../read/most-direct.ts'
import { changePoints } from './points-of-change.ts'
import { HELD_AT_ONCE } from './upload-lanes.ts'
import { endingOf } from './upload-names.ts'
import { productSetPoints } from './write-costs.ts'
import {
  CREATE_DEFINITION,
  CREATE_FILES,
  DELETE_FILES,
  DELETE_PRODUCT,
  FILE_USE,
  STAGE_UPLOADS,
} from './write-documents.ts'
import { MOST_ENTRIES } from './write-lots.ts'
import { MUTATION_COST } from './write-pieces.ts'

/**
 * Points that operations take at least: their mutations, and a look at all products where that is shorter than one at each.
 * @param marks True: what was last written is kept on the products
 */
export function pointsFor(operations: readonly Operation[], marks: boolean): number {
  const uploads = operations.filter(isUpload)
  const staged = uploads.filter(({ after }) => endingOf(String(after.url)) === '').length
  const places = Math.ceil(staged / HELD_AT_ONCE) * fixed(STAGE_UPLOADS)
  const files = Math.ceil(uploads.length / MOST_ENTRIES) * fixed(CREATE_FILES) + places
  const others = operations.reduce((sum, one) => (isUpload(one) ? sum : sum + Math.round(pointsOf(one, marks))), 0)
  return lookPoints(operations) + files + others
}

function lookPoints(operations: readonly Operation[]): number {
  const known = operations.filter(({ kind, target_id }) => kind === PRODUCT && target_id !== null).length
  return known > MOST_DIRECT ? fixed(PRODUCTS_COUNT) + fixed(RUN_BULK_QUERY) : 0
}

const isUpload = ({ kind, action }: Operation): boolean => kind === FILE && action === 'upload'

function fixed(document: Document): number {
  return costOf(document, {})
}

function pointsOf(operation: Operation, marks: boolean): number {
  const { kind, action } = operation
  if (kind === DEFINITION) return fixed(CREATE_DEFINITION)
  if (kind === FILE) return fixed(FILE_USE) + fixed(DELETE_FILES)
  if (action === 'delete') return fixed(DELETE_PRODUCT)
  return action === 'create' ? creationPoints(operation, marks) : changePoints(operation, marks)
}

/** A new one is published by a call of its own. */
function creationPoints({ after }: Operation, marks: boolean): number {
  const parts = Object.values(asRecord(after[VARIANTS])).map(asRecord)
  const metafields = [after, ...parts].reduce((sum, one) => sum + metafieldsIn(one), 0)
  const files = texts(after[GALLERY]).length
  const made = productSetPoints({ variants: parts.length, metafields: metafields + (marks ? 1 : 0), files })
  return Math.round(made) + (texts(after[PUBLICATIONS]).length > 0 ? MUTATION_COST : 0)
}

/** Those that are written, the key among them. */
function metafieldsIn(fields: RawRecord): number {
  return Object.values(asRecord(fields[METAFIELDS])).filter((value) => !isEmpty(value as never)).length
}
