import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { SHOP } from '../../model/edge-names.ts'
import type { ExportHeader } from '../../model/export.ts'
import { canonicalJson, type Json } from '../../model/json.ts'
import { fileName } from './file-name.ts'
import type { ExportFacts } from './header.ts'
import { readExportHeader } from './read.ts'

/** Which exports can stand for each other. */
export interface ExportMatch {
  provider: string
  shop: string
  /** Every key given here has to be equal; the header may hold more. */
  query: { [key: string]: Json }
}

/** Where an export of this moment goes. Only harmless characters are taken over into the name. */
export function exportPath(folder: string, facts: Pick<ExportFacts, 'provider' | typeof SHOP | 'exported_at'>): string {
  const time = facts.exported_at.replace(/[^0-9TZ]/g, '')
  return join(folder, `${prefixOf({ provider: facts.provider, shop: facts[SHOP] })}${time}.ndjson`)
}

function prefixOf({ provider, shop }: Omit<ExportMatch, 'query'>): string {
  return `${fileName(`${provider}-${shop}`)}-`
}

/** The newest complete export that matches, or `null`. Files without a readable header are nobody's export. */
export async function newestExport(folder: string, match: ExportMatch): Promise<string | null> {
  for await (const { file, header } of exportsIn(folder, match)) if (matches(header, match)) return file
  return null
}

/** The header of the newest export of a shop, whatever was asked for. */
export async function newestHeader(folder: string, of: Omit<ExportMatch, 'query'>): Promise<ExportHeader | null> {
  for await (const { header } of exportsIn(folder, of)) if (isOf(header, of)) return header
  return null
}

/** Every export of a shop, whatever was asked for and however complete. */
export async function exportsOf(
  folder: string,
  of: Omit<ExportMatch, 'query'>,
): Promise<{ file: string; header: ExportHeader }[]> {
  const found: { file: string; header: ExportHeader }[] = []
  for await (const one of exportsIn(folder, of)) if (isOf(one.header, of)) found.push(one)
  return found
}

async function* exportsIn(folder: string, of: Omit<ExportMatch, 'query'>) {
  const names = existsSync(folder) ? await readdir(folder) : []
  const candidates = names.filter((name) => name.startsWith(prefixOf(of)) && name.endsWith('.ndjson'))
  for (const name of candidates.sort().reverse()) {
    const file = join(folder, name)
    const header = await readExportHeader(file)
    if (header) yield { file, header }
  }
}

export function isOf(header: ExportHeader, { provider, shop }: Omit<ExportMatch, 'query'>): boolean {
  return header.provider === provider && header[SHOP] === shop
}

function matches(header: ExportHeader, { query, ...of }: ExportMatch): boolean {
  return asksFor(header, query) && header.complete && isOf(header, of)
}

/** Whether an export was made for a query; it may say more. */
export function asksFor(header: ExportHeader, query: ExportMatch['query']): boolean {
  return Object.entries(query).every(([key, value]) => canonicalJson(header.query[key]) === canonicalJson(value))
}
