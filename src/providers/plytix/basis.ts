import type { Json, JsonObject } from '../../model/json.ts'
import { type LiveResource, type LiveState, liveOf } from '../../model/live.ts'
import type { AssetMark } from './asset-mark.ts'
import { attributePath } from './paths.ts'
import { asCount, asList, asMoment, asObject } from './raw.ts'

/** What a read notes for the next one. Times are milliseconds by Plytix's clock. */
export interface Basis {
  /** When it began. */
  at: number
  /** When the full read began that it goes back to. */
  full: number
  /** The columns of products that were asked for. */
  columns: string[]
  assets: AssetMark
}

const VERSION = 1

export function formatBasis({ at, full, columns, assets }: Basis): JsonObject {
  const time = (milliseconds: number) => new Date(milliseconds).toISOString()
  return {
    ...{ v: VERSION, at: time(at), full_at: time(full), columns },
    assets: { until: time(assets.until), count: assets.count },
  }
}

/** `null` when it is none of ours. */
export function parseBasis(value: JsonObject | null): Basis | null {
  const { v, at, full_at, columns, assets } = value ?? {}
  const { until, count } = asObject(assets)
  const mark = { until: momentOf(until), count: asCount(count) }
  const times = { at: momentOf(at), full: momentOf(full_at) }
  const parts = [...Object.values(mark), ...Object.values(times)]
  if (v !== VERSION || parts.includes(null)) return null
  return { ...times, columns: asList(columns).map(String), assets: mark } as Basis
}

function momentOf(value: Json | undefined): number | null {
  const text = asMoment(value)
  return text === undefined ? null : Date.parse(text)
}

/** What products are asked for now, and what there is of the definitions. */
export interface Needs {
  columns: string[]
  definitions: LiveState['resources']
}

/**
 * True when what was read then holds all that is needed now but for what was changed since. Definitions take values with
 * them when they go, without a word of the products; one that is new has come with products that have changed.
 */
export function stillHolds(before: LiveState, { columns: had }: Basis, { columns, definitions }: Needs): boolean {
  const pairs = ['family', 'attribute', 'relationship'].flatMap((kind) => {
    const current = new Map((definitions[kind] ?? []).map((one) => [one.key, one]))
    return liveOf(before, kind).map((former) => ({ former, current: current.get(former.key) }))
  })
  const [was, asked] = [new Set(had), new Set(columns)]
  return pairs.every((pair) => {
    const column = columnOf(pair.former)
    if (column === null) return keeps(pair)
    return !asked.has(column) || (was.has(column) ? keeps(pair) : pair.former.id !== pair.current?.id)
  })
}

function columnOf({ kind, key }: LiveResource): string | null {
  if (kind === 'attribute') return attributePath(key)
  return kind === 'relationship' ? `relationships.${key}` : null
}

interface Pair {
  former: LiveResource
  current: LiveResource | undefined
}

/** The same one, and nothing went from its list. */
function keeps({ former, current }: Pair): boolean {
  if (former.id !== current?.id) return false
  const list = former.kind === 'family' ? 'attributes' : 'options'
  const held = new Set(asList(current.fields[list]))
  return asList(former.fields[list]).every((one) => held.has(one))
}
