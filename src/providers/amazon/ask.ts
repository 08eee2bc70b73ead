import type { JsonObject } from '../../model/json.ts'
import type { Asked } from '../../model/provider.ts'
import type { ExportChoice } from '../../model/section.ts'
import type { SourceSettings } from '../../model/settings.ts'
import type { AmazonBrand, AmazonWants } from './wants.ts'

/** Everything that the settings ask for, or what flags choose: their brands and ASINs stand for those of the settings. */
export function ask({ options }: Pick<SourceSettings, 'options'>, choice: ExportChoice | null): Asked {
  const whole = options as unknown as AmazonWants
  const want = choice === null ? whole : chosen(whole, choice)
  const query = queryOf(want, choice?.limit ?? null)
  return { want: want as unknown as JsonObject, query, codes: want.lookup_gtins }
}

function chosen(whole: AmazonWants, choice: ExportChoice): AmazonWants {
  const asins = choice.ids.map((asin) => asin.toUpperCase())
  const some = choice.brands.length > 0 || asins.length > 0
  // Named listings are wanted and no others; a brand is looked for in every way.
  const everyWay = !some || choice.brands.length > 0
  return {
    brands: some ? choice.brands.map((name) => brandOf(name, whole)) : whole.brands,
    asins: some ? asins : whole.asins,
    include_parents: whole.include_parents && choice.relatives,
    seller_id: everyWay ? whole.seller_id : null,
    lookup_gtins: everyWay && choice.codes ? whole.lookup_gtins : false,
  }
}

/** A brand that the workspace knows comes with its aliases. */
function brandOf(name: string, { brands }: AmazonWants): AmazonBrand {
  return brands.find((brand) => brand.name.toLowerCase() === name.trim().toLowerCase()) ?? { name, aliases: [] }
}

/** In an order of its own, so that equal questions look equal. */
function queryOf(want: AmazonWants, limit: number | null): JsonObject {
  const brands = want.brands.map(({ name, aliases }) => ({ name, aliases: [...aliases].sort() }))
  return {
    brands: brands.sort((a, b) => (a.name < b.name ? -1 : 1)),
    asins: [...new Set(want.asins)].sort(),
    include_parents: want.include_parents,
    limit,
    seller_id: want.seller_id,
    lookup_gtins: want.lookup_gtins,
  }
}
