import type { Json } from '../../model/json.ts'
import { asCount, asId, asRecord, asRecords, asText, asWritten, type RawRecord } from './raw.ts'

/** What a search tells of a product: enough to see whether its details have to be asked for. */
export interface Row {
  id: string
  status: string
  /** Unix seconds. */
  created: number
  updated: number
  /** Only where no details are asked for. */
  brief: Brief | null
}

/** What is known of a product without its details. */
export interface Brief {
  title: string | null
  skus: BriefSku[]
}

export interface BriefSku {
  id: string
  sku: string | null
  /** Before tax, as sellers type it. */
  price: string | null
  /** All warehouses together; `null`: the search does not tell. */
  stock: number | null
}

/** `null`: it has no id, or no status. @param brief Whether more than its times is kept. */
export function rowOf(raw: RawRecord, brief: (id: string, status: string) => boolean): Row | null {
  const [id, status] = [asId(raw.id), asText(raw.status)]
  if (id === null || status === null) return null
  const times = { created: asCount(raw.create_time) ?? 0, updated: asCount(raw.update_time) ?? 0 }
  return { id, status, ...times, brief: brief(id, status) ? briefOf(raw) : null }
}

function briefOf(raw: RawRecord): Brief {
  return { title: asText(raw.title), skus: asRecords(raw.skus).flatMap(briefSku) }
}

function briefSku(raw: RawRecord): BriefSku[] {
  const id = asId(raw.id)
  if (id === null) return []
  const price = asWritten(asRecord(raw.price).tax_exclusive_price)
  return [{ id, sku: asText(raw.seller_sku), price, stock: stockOf(raw.inventory) }]
}

/** What can be sold in all warehouses together; `null`: nothing is said of it. */
export function stockOf(inventory: unknown): number | null {
  const quantities = asRecords(inventory).flatMap(({ quantity }) => asCount(quantity) ?? [])
  return quantities.length === 0 ? null : quantities.reduce((sum, quantity) => sum + quantity, 0)
}

/** In few characters: there may be a great many. */
export function packRow({ id, status, created, updated, brief }: Row): Json {
  const packed = brief && [brief.title, brief.skus.map(({ id, sku, price, stock }) => [id, sku, price, stock])]
  return [id, status, created, updated, packed as Json]
}

export function unpackRow(packed: Json): Row {
  const [id, status, created, updated, brief] = packed as [string, string, number, number, PackedBrief | null]
  return { id, status, created, updated, brief: brief && unpackBrief(brief) }
}

type PackedBrief = [title: string | null, skus: [string, string | null, string | null, number | null][]]

function unpackBrief([title, skus]: PackedBrief): Brief {
  return { title, skus: skus.map(([id, sku, price, stock]) => ({ id, sku, price, stock })) }
}
