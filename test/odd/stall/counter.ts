import { isDeepStrictEqual } from 'node:util'
import { type Fields, texts, withoutEmpty } from '../../../src/model/fields.ts'
import type { Depot, Good, Poster, Result, Shelf, Sign } from './depot.ts'
import { leaveRings, type Seating, type Signing, seat, sign, unsaid } from './signs.ts'
import { MOST_ORDERS, MOST_SIZES, MOST_TAGS } from './traits.ts'

/** A good as it is to be: fields that are not named stay, sizes that are not named are gone. */
export interface Order {
  /** `null`: it is to be made. */
  id: string | null
  code: string
  revision: string | null
  fields: Fields
  sizes: { [code: string]: Fields }
  /** It is to be thrown away. */
  away?: true
}

export type Request =
  | { ask: 'page'; after: string; most: number }
  | { ask: 'codes'; codes: string[]; ids?: string[] }
  | { ask: 'write'; orders: (Order | Seating)[] }
  | { ask: 'posters' }
  | { ask: 'signs' }
  | { ask: 'sign'; signing: Signing }
  | { ask: 'hang'; name: string; url: string }
  | { ask: 'take-down'; name: string; id: string }

export type Answer =
  | { goods: Good[]; more: boolean }
  | { results: Result[] }
  | { posters: Poster[] }
  | { signs: Sign[] }

/** What a stall does with a request, and what it answers. */
export function serve(depot: Depot, request: Request): Answer {
  const shelf = depot.load()
  switch (request.ask) {
    case 'write':
      if (request.orders.length > MOST_ORDERS) throw new Error(`A request holds ${MOST_ORDERS} orders at most.`)
      return kept(depot, shelf, () => request.orders.map((order) => perform(shelf, order)))
    case 'sign':
      return kept(depot, shelf, () => [sign(shelf, request.signing)])
    case 'hang':
      return { results: [hang(depot, shelf, request)] }
    case 'take-down':
      return { results: [takeDown(depot, shelf, request)] }
    case 'posters':
      return { posters: shelf.posters ?? [] }
    case 'signs':
      return { signs: shelf.signs ?? [] }
    case 'codes':
      return { goods: shelf.goods.filter((good) => isAsked(good, request)), more: false }
    case 'page':
      return pageOf(shelf, request)
  }
}

function isAsked({ code, id }: Good, { codes, ids = [] }: Extract<Request, { ask: 'codes' }>): boolean {
  return codes.includes(code) || ids.includes(id)
}

function kept(depot: Depot, shelf: Shelf, work: () => Result[]): Answer {
  const results = work()
  if (results.some((result) => 'done' in result && result.done !== 'same')) depot.save(shelf)
  return { results }
}

function pageOf({ goods }: Shelf, { after, most }: { after: string; most: number }): Answer {
  const rest = goods.filter(({ code }) => code > after).sort((one, other) => (one.code < other.code ? -1 : 1))
  return { goods: rest.slice(0, most), more: rest.length > most }
}

function perform(shelf: Shelf, order: Order | Seating): Result {
  if ('ring' in order) return seat(shelf, order)
  const why = [order.fields, ...Object.values(order.sizes)].reduce<string | null>(
    (found, own) => found ?? wrong(own) ?? unsaid(shelf, own, order.id),
    unknown(shelf, order.fields),
  )
  if (why !== null) return { refused: 'wrong', why }
  const many = Object.keys(order.sizes).length
  if (many > MOST_SIZES) return { refused: 'wrong', why: `There are ${many} sizes.` }
  if (order.away) return throwAway(shelf, order)
  return order.id === null ? make(shelf, order) : change(shelf, order)
}

function hang(depot: Depot, shelf: Shelf, { name, url }: { name: string; url: string }): Result {
  const { posters = [] } = shelf
  const there = posters.find((poster) => poster.name === name)
  if (there) return { done: 'same', id: there.id }
  if (url.includes('dead')) return { refused: 'unreachable', why: `Nothing comes from ${url}.` }
  const id = String(BigInt(shelf.last) + 1n)
  depot.save({ ...shelf, last: id, posters: [...posters, { id, name }] })
  return { done: 'made', id }
}

/** Only what hangs nowhere. */
function takeDown(depot: Depot, shelf: Shelf, { name, id }: { name: string; id: string }): Result {
  const { posters = [], goods } = shelf
  const there = posters.find((poster) => poster.id === id)
  if (!there) return { done: 'same', id }
  if (there.name !== name) return { refused: 'used', why: `The poster ${id} is ${there.name}.` }
  const good = goods.find(({ fields }) => texts(fields.posters).includes(id))
  if (good) return { refused: 'used', why: `${name} hangs at ${good.code}.` }
  depot.save({ ...shelf, posters: posters.filter((poster) => poster !== there) })
  return { done: 'gone', id }
}

function throwAway(shelf: Shelf, { id, revision }: Order): Result {
  const there = shelf.goods.find((good) => good.id === id)
  if (!there) return { done: 'same', id: id ?? '' }
  if (revision !== String(there.revision)) return { refused: 'old', good: there }
  shelf.goods = shelf.goods.filter((good) => good !== there)
  leaveRings(shelf, there.id)
  return { done: 'gone', id: there.id }
}

function make(shelf: Shelf, { code, fields, sizes }: Order): Result {
  const there = shelf.goods.find((good) => good.code === code)
  if (there) return { refused: 'taken', good: there }
  const id = String(BigInt(shelf.last) + 1n)
  shelf.last = id
  shelf.goods.push({ id, code, revision: 1, fields: withoutEmpty(fields), sizes: stored(sizes) })
  return { done: 'made', id }
}

/** A good may be called something else from now on, unless another one is called that. */
function change({ goods }: Shelf, { id, code, revision, fields, sizes }: Order): Result {
  const there = goods.find((good) => good.id === id)
  if (!there) return { refused: 'gone', why: `There is no good ${id}.` }
  if (revision !== String(there.revision)) return { refused: 'old', good: there }
  const other = goods.find((good) => good.code === code && good !== there)
  if (other) return { refused: 'taken', good: other }
  const next = { code, fields: withoutEmpty({ ...there.fields, ...fields }), sizes: stored(sizes) }
  if (isDeepStrictEqual(next, { code: there.code, fields: there.fields, sizes: there.sizes }))
    return { done: 'same', id: there.id }
  Object.assign(there, next)
  there.revision += 1
  return { done: 'changed', id: there.id }
}

/** Sizes as they are kept: empty fields are none. */
export function stored(sizes: Order['sizes']): Order['sizes'] {
  return Object.fromEntries(Object.entries(sizes).map(([code, fields]) => [code, withoutEmpty(fields)]))
}

function unknown({ posters = [] }: Shelf, fields: Fields): string | null {
  const stranger = texts(fields.posters).find((id) => posters.every((poster) => poster.id !== id))
  return stranger === undefined ? null : `There is no poster ${stranger}.`
}

function wrong({ price, tags }: Fields): string | null {
  if (typeof price === 'string' && !/^\d+(\.\d+)?$/.test(price)) return `${price} is no price.`
  if (Array.isArray(tags) && tags.length > MOST_TAGS) return `There are ${tags.length} tags.`
  return Array.isArray(tags) && new Set(tags).size < tags.length ? 'A tag stands there twice.' : null
}
