import type { ShopeeSimSettings } from './options.ts'
import type { ShopeeItem } from './raw.ts'
import { missing, Refusal, wrongParameter } from './refusal.ts'

const STATUSES = ['NORMAL', 'BANNED', 'UNLIST', 'REVIEWING', 'SELLER_DELETE', 'SHOPEE_DELETE']
const MOST_ROWS = 100
const DAY = 24 * 3600

/** get_item_list. @throws Refusal */
export function listItems(query: URLSearchParams, items: readonly ShopeeItem[], settings: ShopeeSimSettings): object {
  const offset = whole(query, 'offset', 'Offset')
  const size = whole(query, 'page_size', 'PageSize')
  if (size < 1 || size > MOST_ROWS) throw wrongParameter('Wrong parameters, detail: page_size should be 1-100.')
  const statuses = query.getAll('item_status')
  if (statuses.length === 0 || statuses.some((status) => !STATUSES.includes(status))) {
    throw new Refusal('error_param_item_status', 'Item status error.')
  }
  const within = windowOf(query, settings)
  if (offset >= settings.offsetCap) throw wrongParameter('get items offset over limit, please use the next field')
  const wanted = new Set(statuses)
  const found = items.filter(({ base }) => wanted.has(base.item_status) && within(base.update_time))
  const sorted = inOrder(found, settings.order)
  const rows = sorted.slice(offset, offset + Math.min(size, settings.pageRows))
  const next_offset = offset + rows.length
  const has_next_page = next_offset < sorted.length
  return {
    item: rows.map(({ base }) => rowOf(base)),
    total_count: sorted.length,
    has_next_page,
    ...(has_next_page && { next_offset }),
  }
}

function rowOf({ item_id, item_status, update_time, tag }: ShopeeItem['base']): object {
  return { item_id, item_status, update_time, tag: tag ?? { kit: false } }
}

function whole(query: URLSearchParams, name: string, field: string): number {
  const text = query.get(name)
  if (text === null) throw missing(field)
  if (!/^\d{1,9}$/.test(text)) throw wrongParameter(`Wrong parameters, detail: ${name} is invalid.`)
  return Number(text)
}

function windowOf(query: URLSearchParams, { maxWindowDays }: ShopeeSimSettings): (time: number) => boolean {
  const [from, to] = [query.get('update_time_from'), query.get('update_time_to')]
  for (const text of [from, to]) {
    if (text !== null && !/^\d{1,10}$/.test(text)) throw wrongParameter('parameter invalid')
  }
  const [first, last] = [Number(from ?? 0), Number(to ?? Number.POSITIVE_INFINITY)]
  if (last <= first) {
    throw new Refusal('error_update_time_range', 'Update_time_to should be later than update_time_from.')
  }
  const isOpen = from === null && to === null
  if (!isOpen && maxWindowDays > 0 && last - first > maxWindowDays * DAY) {
    throw new Refusal('error_update_time_range', `The time range should be within ${maxWindowDays} days.`)
  }
  return (time) => time >= first && time <= last
}

function inOrder(items: ShopeeItem[], order: ShopeeSimSettings['order']): ShopeeItem[] {
  const id = ({ base }: ShopeeItem): number => base.item_id
  const time = ({ base }: ShopeeItem): number => base.update_time
  if (order === 'id') return items.sort((a, b) => id(a) - id(b))
  if (order === 'update_time') return items.sort((a, b) => time(a) - time(b) || id(a) - id(b))
  if (order === 'newest') return items.sort((a, b) => time(b) - time(a) || id(a) - id(b))
  return items.sort((a, b) => scattered(id(a)) - scattered(id(b)))
}

/** Far apart for ids that are near, and always the same. */
function scattered(id: number): number {
  return (id * 2_654_435_761) % 4_294_967_296
}
