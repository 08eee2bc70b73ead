import { isDeepStrictEqual } from 'node:util'
import { addressOf } from '../../../src/model/address.ts'
import { partPath, texts, withoutEmpty } from '../../../src/model/fields.ts'
import type { LiveResource, Want } from '../../../src/model/live.ts'
import type { Change, Named } from '../../../src/model/target.ts'
import { type Answer, type Order, stored } from './counter.ts'
import type { Good, Sign } from './depot.ts'
import { ringPath, saidBy } from './fittings.ts'
import { isSeated, type Seating, type Signing } from './signs.ts'

/** @throws Error for an answer to another question */
export function goodsIn(answer: Answer): { goods: Good[]; more: boolean } {
  if ('goods' in answer) return answer
  throw new Error('The stall answered something else.')
}

export function liveSign({ kind, label: key, id, revision, says }: Sign): LiveResource {
  return { kind, key, id, revision: String(revision), fields: saidBy({ kind, says }) }
}

export function liveGood({ id, code, revision, fields, sizes, rings = {} }: Good): LiveResource {
  const parts = Object.entries(sizes).flatMap(([key, own]) =>
    Object.entries({ code: key, ...own }).map(([path, value]) => [partPath('sizes', key, path), value] as const),
  )
  return {
    kind: 'good',
    key: code,
    id,
    revision: String(revision),
    fields: {
      ...fields,
      ...Object.fromEntries(parts),
      ...Object.fromEntries(Object.entries(rings).map(([label, members]) => [ringPath(label), members])),
    },
  }
}

/** Goods by their codes, else those that are found by id under the codes that they are to get. */
export function goodsAsAsked(goods: Good[], asked: readonly Named[], { owns }: Pick<Want, 'owns'>): LiveResource[] {
  return asked.flatMap(({ key, id }) => {
    const good = goods.find(({ code }) => code === key) ?? goods.find((one) => one.id === id && !owns(one.code))
    return good ? [{ ...liveGood(good), key }] : []
  })
}

/** All sizes of a good are written, or they would be gone. */
export function orderOf({ action, id, key, fields, parts, unseen, ...change }: Change): Order {
  const sizes = Object.fromEntries(parts.map((part) => [part.key, part.fields]))
  const away = action === 'delete' ? { away: true as const } : {}
  // Nobody knows the revision of what nobody has seen.
  const revision = unseen ? null : (change.revision ?? null)
  return { id, code: key, revision, fields, sizes, ...away }
}

/** What stands in a ring is written as a whole. */
export function seatingOf({ id, key, needs, fields, ...change }: Change): Seating {
  const ring = key.slice(0, key.indexOf('.'))
  const by = needs[addressOf('ring', ring)] ?? ''
  return { id, revision: change.revision ?? null, ring, by, members: texts(fields.targets) }
}

export function signingOf({ kind, key: label, id, fields, ...change }: Change): Signing {
  const says = kind === 'words' ? texts(fields.says) : [String(fields.of)]
  return { kind: kind === 'words' ? kind : 'ring', label, id, revision: change.revision ?? null, says }
}

/** True for a good that is as the change wants it, but for what is another in every run. */
export function isAsWanted(good: Good, change: Change): boolean {
  const passing = new Set(change.volatile)
  const firm = (fields: Change['fields']) =>
    withoutEmpty(Object.fromEntries(Object.entries(fields).filter(([path]) => !passing.has(path))))
  if (change.kind === 'seats') {
    const { ring, members } = seatingOf(change)
    return isSeated(good, ring, members)
  }
  const { fields, sizes } = orderOf(change)
  const there =
    change.id === null
      ? good.fields
      : Object.fromEntries(Object.keys(fields).map((path) => [path, good.fields[path] ?? null]))
  const isAlike = isDeepStrictEqual(firm(there), firm(fields)) && isDeepStrictEqual(good.sizes, stored(sizes))
  return isAlike && good.code === change.key
}
