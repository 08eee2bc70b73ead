import { SHOP } from '../../model/edge-names.ts'
import type { SourceItems } from '../../model/source.ts'
import type { PlanInput } from '../types.ts'

/** What an export is of, for people: its shop, and where the workspace has several sources which of them. */
export function exportName({ facts, header }: SourceItems, { shops }: Pick<PlanInput, 'shops'>): string {
  return `${shops.length > 1 ? facts.name : facts.shop.noun} ${header[SHOP]}`
}

/** The same in short. */
export function shortExportName({ facts, header }: SourceItems, { shops }: Pick<PlanInput, 'shops'>): string {
  return shops.length > 1 ? `${facts.name} ${header[SHOP]}` : header[SHOP]
}
