import { readNamedText } from '../config/read-text.ts'
import { ITEM_ID } from '../model/edge-names.ts'
import { ConfigError } from '../model/errors.ts'
import type { ExportChoice } from '../model/section.ts'
import type { SourceRequest } from '../model/source.ts'
import type { ShopOfSource } from './shops.ts'

/** What flags say about an export; nothing chosen is everything that the workspace asks for. */
export interface ExportFlags extends ExportChoice {
  /** A file with one id a line. */
  idsFile: string | null
}

/** Everything that `sync.yaml` asks for in one shop, or what is chosen of it. */
export function requestOf({ settings, side, shop }: ShopOfSource, choice: ExportChoice | null = null): SourceRequest {
  const limit = choice?.limit ?? null
  const { options } = settings
  const asked = side.ask?.(settings, choice) ?? { want: options, query: { ...options, limit }, codes: false as const }
  return { shop, limit, ...asked }
}

/** The choice with what the file of ids names. @throws ConfigError when it cannot be read or names nothing */
export async function readChoice({ idsFile, ...choice }: ExportFlags): Promise<ExportChoice> {
  const listed = idsFile === null ? [] : await readIds(idsFile)
  return { ...choice, ids: [...choice.ids, ...listed].map((id) => id.trim()) }
}

/** True when nothing is said: everything of the workspace is meant. */
export function isUnchosen({ brands, ids, relatives, codes, limit }: ExportChoice): boolean {
  return brands.length + ids.length === 0 && relatives && codes && limit === null
}

/**
 * Shops that a choice is about: brands and items can be chosen of sources that know them, and of the others nothing was
 * asked. @throws ConfigError when there is none
 */
export function choosable(shops: ShopOfSource[], { brands, ids }: ExportChoice): ShopOfSource[] {
  if (brands.length + ids.length === 0) return shops
  const able = shops.filter(({ side }) => side.ask !== undefined)
  if (able.length > 0) return able
  const flag = brands.length > 0 ? '--brand' : `--${ITEM_ID}`
  throw new ConfigError('usage', `${flag} chooses nothing here: the sources of sync.yaml are always read whole.`, {
    hints: [`Leave it out, or read fewer items with --limit.`],
  })
}

async function readIds(file: string): Promise<string[]> {
  const noun = `${ITEM_ID.toUpperCase()}s`
  const text = readNamedText(file, { what: `The file of ${noun}`, code: `${ITEM_ID}s-file` })
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/#.*$/, '').trim())
  const ids = lines.filter((line) => line !== '')
  if (ids.length === 0) throw new ConfigError(`${ITEM_ID}s-file`, `The file ${file} names no ${noun}.`)
  return ids
}
