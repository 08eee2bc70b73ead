import { readNamedText } from '../config/read-text.ts'
import { ConfigError } from '../model/errors.ts'
import type { Settings } from '../model/settings.ts'
import type { SourceRequest } from '../model/source.ts'

/** What flags say about an export; nothing chosen is everything that the workspace asks for. */
export interface ExportChoice {
  brands: string[]
  asins: string[]
  /** A file with one ASIN a line. */
  asinsFile: string | null
  parents: boolean
  /** False: the target's codes are not looked up, whatever the workspace says. */
  gtins: boolean
  limit: number | null
}

interface SourceOptions {
  brands: SourceRequest['brands']
  asins: string[]
  include_parents: boolean
  seller_id: string | null
  lookup_gtins: boolean | 'auto'
}

/** Everything that `sync.yaml` asks for in one marketplace. */
export function requestOf({ source }: Settings, marketplace: string): SourceRequest {
  const { brands, asins, include_parents, seller_id, lookup_gtins } = source.options as unknown as SourceOptions
  return {
    marketplace,
    brands,
    asins,
    includeParents: include_parents,
    limit: null,
    sellerId: seller_id,
    lookupGtins: lookup_gtins,
  }
}

/** The request as flags change it: brands and ASINs that are chosen stand for those of the workspace. */
export async function chooseRequest(whole: SourceRequest, choice: ExportChoice): Promise<SourceRequest> {
  const listed = choice.asinsFile === null ? [] : await readAsins(choice.asinsFile)
  const asins = [...choice.asins, ...listed].map((asin) => asin.trim().toUpperCase())
  const chosen = choice.brands.length > 0 || asins.length > 0
  // Named listings are wanted and no others; a brand is looked for in every way.
  const everyWay = !chosen || choice.brands.length > 0
  return {
    marketplace: whole.marketplace,
    brands: chosen ? choice.brands.map((name) => brandOf(name, whole)) : whole.brands,
    asins: chosen ? asins : whole.asins,
    includeParents: whole.includeParents && choice.parents,
    limit: choice.limit,
    sellerId: everyWay ? (whole.sellerId ?? null) : null,
    lookupGtins: everyWay && choice.gtins ? (whole.lookupGtins ?? false) : false,
  }
}

/** True when nothing is said: everything of the workspace is meant. */
export function isUnchosen({ brands, asins, asinsFile, parents, gtins, limit }: ExportChoice): boolean {
  return brands.length + asins.length === 0 && asinsFile === null && parents && gtins && limit === null
}

/** A brand that the workspace knows comes with its aliases. */
function brandOf(name: string, { brands }: SourceRequest): SourceRequest['brands'][number] {
  return brands.find((brand) => brand.name.toLowerCase() === name.trim().toLowerCase()) ?? { name, aliases: [] }
}

/** @throws ConfigError when the file cannot be read or names nothing. */
async function readAsins(file: string): Promise<string[]> {
  const text = readNamedText(file, { what: 'The file of ASINs', code: 'asins-file' })
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/#.*$/, '').trim())
  const asins = lines.filter((line) => line !== '')
  if (asins.length === 0) throw new ConfigError('asins-file', `The file ${file} names no ASINs.`)
  return asins
}
