import { type Fields, flatten, texts } from '../../../../model/fields.ts'
import { isEmpty, type Json, type JsonObject } from '../../../../model/json.ts'
import { removedIn } from '../../../../model/part-removal.ts'
import type { Operation } from '../../../../model/plan.ts'
import { costOf } from '../../document.ts'
import { asRecord } from '../../raw.ts'
import {
  COLLECTIONS,
  GALLERY,
  INVENTORY,
  METAFIELDS,
  metafieldAt,
  OPTIONS,
  PUBLICATIONS,
  SEO,
  VARIANTS,
} from '../names.ts'
import { mediaAfter, mediaChange, movesTo } from './update-media.ts'
import { MOST_METAFIELDS } from './update-metafields.ts'
import { setChange } from './update-sets.ts'
import { productSetPoints } from './write-costs.ts'
import { PRODUCT_MEDIA } from './write-documents.ts'
import { MOST_ENTRIES } from './write-lots.ts'
import { MUTATION_COST } from './write-pieces.ts'
import { optionsIn, productInput } from './write-values.ts'

/** A change of a product as its plan tells it: what is touched, before and after. */
interface Told {
  before: Fields
  after: Fields
}

/** Points of the mutations that a change takes, not rounded: as `planUpdate` finds them out once it has seen the product. */
export function changePoints(operation: Operation, marks: boolean): number {
  const own: Told = { before: ownFields(operation.before), after: ownFields(operation.after) }
  const parts = partsOf(operation)
  return variantPoints(parts) + mediaPoints(own) + ownPoints(own, { parts, marks })
}

const GROUPS = [METAFIELDS, SEO]

function ownFields(nested: JsonObject | null): Fields {
  const { [VARIANTS]: _, ...own } = nested ?? {}
  return flatten(own, GROUPS)
}

interface Parts {
  made: Fields[]
  known: Told[]
  gone: number
}

function partsOf(operation: Operation): Parts {
  const removed = new Set(removedIn(operation).flatMap(({ group, key }) => (group === VARIANTS ? [key] : [])))
  const [before, after] = [operation.before, operation.after].map((fields) => asRecord(fields?.[VARIANTS]))
  const parts: Parts = { made: [], known: [], gone: removed.size }
  for (const [key, held] of Object.entries(after ?? {})) {
    if (removed.has(key)) continue
    const fields = flatten(asRecord(held) as JsonObject, GROUPS)
    if (before && Object.hasOwn(before, key)) {
      parts.known.push({ before: flatten(asRecord(before[key]) as JsonObject, GROUPS), after: fields })
    } else parts.made.push(fields)
  }
  return parts
}

/** Points of a look at a product's media, beside those for each of them. */
const AROUND = 4

/** Mutations for so many entries. */
function lots(entries: number, most = MOST_ENTRIES): number {
  return Math.ceil(entries / most) * MUTATION_COST
}

/** Other options need the whole list of variants, which says them. */
function variantPoints({ made, known, gone }: Parts): number {
  const isWhole = known.some(({ before, after }) => OPTIONS in after && optionNames(before) !== optionNames(after))
  const written = known.filter(({ after }) => Object.keys(after).some((path) => isWritten(path, { after, isWhole })))
  const counted = known.filter(({ after }) => typeof after[INVENTORY] === 'number')
  const metafields = made.reduce((sum, fields) => sum + metafieldsIn(fields).set, 0)
  const list = isWhole
    ? productSetPoints({ variants: made.length + known.length, metafields, files: 0 })
    : lots(made.length) + lots(gone)
  return list + lots(written.length) + lots(counted.length)
}

/** Stock, and metafields that go, have mutations of their own. */
function isWritten(path: string, { after, isWhole }: { after: Fields; isWhole: boolean }): boolean {
  if (path === OPTIONS) return !isWhole
  return path !== INVENTORY && (metafieldAt(path) === null || !isEmpty(after[path]))
}

function optionNames(fields: Fields): string {
  return Object.keys(optionsIn(fields) ?? {})
    .sort()
    .join('\n')
}

/** Files that are attached come last: where one has to stand elsewhere, the list is written as a whole. All is looked at then. */
function mediaPoints({ before, after }: Told): number {
  if (!Object.hasOwn(after, GALLERY)) return 0
  const [there, wanted] = [texts(before[GALLERY]), texts(after[GALLERY])]
  const change = mediaChange(wanted, there, there)
  const attached = lots(change.add.length + change.remove.length)
  const moved = lots(movesTo(wanted, mediaAfter(change, there)).length)
  if (attached + moved === 0) return 0
  const whole = productSetPoints({ variants: 0, metafields: 0, files: wanted.length })
  const look = Math.min(costOf(PRODUCT_MEDIA, {}), AROUND + wanted.length)
  return look + (attached > 0 && moved > 0 ? whole : attached + moved)
}

function ownPoints({ before, after }: Told, { parts, marks }: { parts: Parts; marks: boolean }): number {
  const sets = ['tags', PUBLICATIONS].map((path) => setOf(path, { before, after })).flatMap(mutationsOf)
  const { set, cleared } = metafieldsIn(after)
  const clearedBelow = parts.known.reduce((sum, part) => sum + metafieldsIn(part.after).cleared, 0)
  const isUpdated = Object.keys(productInput(after)).length > 0 || COLLECTIONS in after
  const marked = marks && !isUpdated ? 1 : 0
  return (
    sets.length * MUTATION_COST +
    lots(cleared + clearedBelow) +
    lots(set + marked, MOST_METAFIELDS) +
    (isUpdated ? MUTATION_COST : 0)
  )
}

function setOf(path: string, { before, after }: Told): { add: string[]; remove: string[] } {
  const there = texts(before[path])
  return Object.hasOwn(after, path)
    ? setChange({ wanted: texts(after[path]), before: there, now: there }, (member) => member.trim().toLowerCase())
    : { add: [], remove: [] }
}

function mutationsOf({ add, remove }: { add: string[]; remove: string[] }): 'mutation'[] {
  return [add, remove].flatMap((members) => (members.length > 0 ? (['mutation'] as const) : []))
}

function metafieldsIn(fields: Fields): { set: number; cleared: number } {
  const values = Object.entries(fields).flatMap(([path, value]): Json[] => (metafieldAt(path) === null ? [] : [value]))
  const set = values.filter((value) => !isEmpty(value)).length
  return { set, cleared: values.length - set }
}
