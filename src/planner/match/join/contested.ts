import { addTo } from '../../../model/grouping.ts'
import type { Bearer } from './bearers.ts'

/** Who bears a code, by their places among all bearers; and whether it joins anybody. */
export interface SharedCode {
  method: 'sku' | 'gtin'
  code: string
  bearers: number[]
  contested: boolean
}

/** A SKU joins, unless its bearers show different GTINs; a GTIN unless a shop has it on several, or it is on a contested SKU. */
export function sharedCodes(bearers: readonly Bearer[]): { skus: SharedCode[]; gtins: SharedCode[] } {
  const bySku = new Map<string, number[]>()
  const byGtin = new Map<string, number[]>()
  bearers.forEach(({ sku, gtins, alone }, place) => {
    if (alone) return
    if (sku !== null) addTo(bySku, sku, place)
    for (const gtin of gtins) addTo(byGtin, gtin, place)
  })
  const skus = [...bySku].map(([code, places]): SharedCode => {
    const contested = showsTwoGtins(places.map((place) => bearers[place] as Bearer))
    return { method: 'sku', code, bearers: places, contested }
  })
  const contestedSkus = new Set(skus.flatMap(({ code, contested }) => (contested ? code : [])))
  const gtins = [...byGtin].map(([code, places]): SharedCode => {
    const all = places.map((place) => bearers[place] as Bearer)
    const contested = isOnSeveral(all) || all.some(({ sku }) => sku !== null && contestedSkus.has(sku))
    return { method: 'gtin', code, bearers: places, contested }
  })
  return { skus, gtins }
}

/** Bearers that name several codes agree as long as they share one. */
function showsTwoGtins(bearers: readonly Bearer[]): boolean {
  let common: string[] | null = null
  for (const { gtins } of bearers) {
    if (gtins.length === 0) continue
    common = common === null ? gtins : common.filter((gtin) => gtins.includes(gtin))
    if (common.length === 0) return true
  }
  return false
}

/** A shop gives a code to two products, or to two things that it tells apart by their SKUs: then it tells none of them. */
function isOnSeveral(bearers: readonly Bearer[]): boolean {
  const shops = new Map<string, Bearer>()
  for (const bearer of bearers) {
    if (bearer.shop === null) continue
    const known = shops.get(bearer.shop)
    if (known === undefined) shops.set(bearer.shop, bearer)
    else if (known.product !== bearer.product || known.sku !== bearer.sku) return true
  }
  return false
}
