import { createHash } from 'node:crypto'
import { scopeOf } from '../../../../model/baseline.ts'
import { type Fields, partPath } from '../../../../model/fields.ts'
import type { Applied, Change } from '../../../../model/target.ts'
import { sameValue } from '../../../../model/values.ts'
import { BASELINE, VARIANTS } from '../names.ts'
import type { ReadProduct } from '../read/live.ts'
import { already, conflict, type WriteContext } from './write-context.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A product has the key already: the one that an earlier attempt made, one that is as wanted, or somebody else's. */
export function useFound(context: WriteContext, change: Change, { live, seen }: ReadProduct): Applied {
  const { key, fields, scope } = change
  if (seen.baseline !== null && seen.baseline === fields[BASELINE]) return already(context, seen.id)
  const owner = scopeOf(live, BASELINE, sha256)
  if (owner !== null && scope !== undefined && owner !== scope) {
    return conflict(`${key} exists and belongs to scope ${owner}.`, 'Narrow one of the two workspaces.')
  }
  const paths = differences(context, change, live.fields)
  if (paths.length === 0) return already(context, seen.id)
  const shown = paths.slice(0, SHOWN).join(', ')
  const more = paths.length > SHOWN ? ` and ${paths.length - SHOWN} more` : ''
  const hint = 'Plan again: it is then compared and updated, or adopted.'
  return conflict(`A product with the key ${key} exists and differs in ${shown}${more}.`, hint)
}

const SHOWN = 5

/** Paths that are not as the change wants them, without those that are another in every run. */
export function differences({ product }: WriteContext, { fields, parts, volatile }: Change, live: Fields): string[] {
  const all: Fields = { ...fields }
  for (const part of parts) {
    for (const [path, value] of Object.entries(part.fields)) all[partPath(VARIANTS, part.key, path)] = value
  }
  const passing = new Set(volatile)
  return Object.keys(all).filter((path) => {
    if (passing.has(path)) return false
    const { form, holds } = product.field(path)
    const wanted = all[path] ?? null
    return !sameValue(holds, live[path], form && wanted !== null ? form(wanted) : wanted)
  })
}
