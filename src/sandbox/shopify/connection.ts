import type { Call } from './domain.ts'
import { apiError } from './errors.ts'
import { numberOf } from './store/store.ts'

export interface PageArgs {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
  reverse?: boolean | null
}

interface Row {
  readonly id: string
}

interface Edge<T> {
  cursor: string
  node: T
}

export interface Connection<T> {
  edges: Edge<T>[]
  nodes: T[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

interface Options<T> {
  /** What it is sorted by; the number of the id unless told, and among equals always. */
  sortedBy?: (row: T, place: number) => string | number
  /** How many rows can be reached at all. */
  most?: number
  /** The largest page, where it is not that of the settings. */
  pageLimit?: number
}

type Place = [value: string | number, id: number]

/** One page. Cursors hold the place in the order, not a number of rows: what is inserted before one is never seen. */
export function connectionOf<T extends Row>(
  rows: Iterable<T>,
  { args, call, sortedBy, pageLimit, most = Number.POSITIVE_INFINITY }: { args: PageArgs; call: Call } & Options<T>,
): Connection<T> {
  const size = call.bulk ? Number.POSITIVE_INFINITY : sizeOf(args, pageLimit ?? call.settings.pageLimit)
  const sign = args.reverse ? -1 : 1
  const sorted = [...rows].map((node, place) => {
    const id = numberOf(node.id)
    return { node, place: [sortedBy?.(node, place) ?? id, id] as Place }
  })
  sorted.sort((one, other) => sign * compare(one.place, other.place))
  const after = placeOf(args.after)
  const before = placeOf(args.before)
  const within = sorted.filter(
    ({ place }) => (!after || sign * compare(place, after) > 0) && (!before || sign * compare(place, before) < 0),
  )
  const backwards = args.last !== null && args.last !== undefined
  const page = backwards ? within.slice(-size) : within.slice(0, size)
  if (!call.bulk && page[0] && sorted.indexOf(page[0]) + page.length > most) throw tooDeep(most)
  const edges = page.map(({ node, place }) => ({ cursor: cursorOf(place), node }))
  const cut = within.length > page.length
  return {
    edges,
    nodes: page.map(({ node }) => node),
    pageInfo: {
      hasNextPage: backwards ? before !== null : cut,
      hasPreviousPage: backwards ? cut : after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

function sizeOf({ first, last }: PageArgs, limit: number): number {
  const size = first ?? last
  if (size === null || size === undefined) throw apiError('BAD_REQUEST', 'you must provide one of first or last')
  if (typeof first === 'number' && typeof last === 'number') {
    throw apiError('BAD_REQUEST', 'providing both first and last is not supported')
  }
  if (size < 0) throw apiError('BAD_REQUEST', 'first and last cannot be negative')
  if (size > limit)
    throw apiError('BAD_REQUEST', `the page size of ${size} is greater than the maximum allowed of ${limit}`)
  return size
}

/** That there is such an end is documented, its text is not. */
function tooDeep(most: number): Error {
  return apiError('BAD_REQUEST', `Pagination beyond the first ${most} objects of a search is not possible.`)
}

function compare(one: Place, other: Place): number {
  if (one[0] !== other[0]) return one[0] < other[0] ? -1 : 1
  return one[1] - other[1]
}

function cursorOf([value, id]: Place): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString('base64')
}

function placeOf(cursor: string | null | undefined): Place | null {
  if (cursor === null || cursor === undefined) return null
  try {
    const { last_id, last_value } = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'))
    return [last_value, last_id]
  } catch {
    throw apiError('BAD_REQUEST', 'Invalid cursor for current pagination sort.')
  }
}

/** `limit`: beyond it the number is only said to be at least that; null: there is no limit. */
export function countOf(count: number, limit: number | null = 10_000): { count: number; precision: string } {
  return limit !== null && count > limit ? { count: limit, precision: 'AT_LEAST' } : { count, precision: 'EXACT' }
}
