import { texts } from '../../model/fields.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Wanted } from './convert.ts'
import { kindOfType } from './facts.ts'
import { attributePath, linksPath } from './paths.ts'
import type { Aspect } from './trust.ts'

/** A product whose links or images are others, although its `modified` is the same. */
export interface Contradiction {
  id: string
  aspect: Extract<Aspect, 'links' | 'images'>
}

/**
 * The first product that shows that the account does not tell of every change. What went from a list says nothing: a product
 * or an asset that was deleted goes from everything that showed it.
 */
export function contradictionIn(
  before: readonly LiveResource[],
  now: readonly LiveResource[],
  wanted: Wanted,
): Contradiction | null {
  const former = new Map(before.map((product) => [product.id, product]))
  const paths = pathsOf(wanted)
  for (const product of now) {
    const known = former.get(product.id)
    if (known?.modified === undefined || known.modified !== product.modified) continue
    const found = paths.find(({ path }) => holdsMore(known.fields[path], product.fields[path]))
    if (found) return { id: product.id, aspect: found.aspect }
  }
  return null
}

function pathsOf({ attributes, relationships }: Wanted): { path: string; aspect: Contradiction['aspect'] }[] {
  const media = [...attributes.values()].filter(({ type }) => kindOfType(type) === 'assets')
  return [
    ...relationships.map((label) => ({ path: linksPath(label), aspect: 'links' as const })),
    ...['thumbnail', ...media.map(({ label }) => attributePath(label))].map((path) => ({
      path,
      aspect: 'images' as const,
    })),
  ]
}

function holdsMore(before: unknown, now: unknown): boolean {
  const had = new Set(listOf(before))
  return listOf(now).some((id) => !had.has(id))
}

function listOf(value: unknown): string[] {
  return typeof value === 'string' ? [value] : texts(value as LiveResource['fields'][string])
}
