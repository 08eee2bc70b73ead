import { parseAddress } from '../model/address.ts'
import type { JsonObject } from '../model/json.ts'
import type { Operation } from '../model/plan.ts'
import { FEW } from './first-few.ts'
import { atFirstDot, count, shown, some } from './words.ts'

/** One operation as a row of its group. */
export function describe(kind: string, { address, after, reason }: Operation): string[] {
  const { key } = parseAddress(address)
  if (kind === 'asset') return [key, `from ${String(after.url)}`]
  if (kind === 'link') {
    const [relationship, sku] = atFirstDot(key)
    const targets = (after.targets as string[]).map((target) => parseAddress(target).key)
    return [relationship, `${sku} -> ${some(targets, FEW)}`]
  }
  const images = Object.values((after.attributes ?? {}) as JsonObject).find(
    (value) => Array.isArray(value) && String(value[0]).startsWith('asset.'),
  )
  const gallery = Array.isArray(images) ? `, ${count(images.length, 'image')}` : ''
  return [key, `${shown(after.label ?? after.title ?? after.name ?? null)}${gallery}`, reason]
}

/** How many links a group of them adds. */
export function pairs(group: Operation[]): number {
  return group.reduce(
    (total, { before, after }) =>
      total + (after.targets as string[]).length - ((before?.targets as string[]) ?? []).length,
    0,
  )
}
