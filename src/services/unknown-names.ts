import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { ItemFields } from '../model/item.ts'
import type { AttributeSpec } from '../model/settings.ts'

/** Names that matching adds to items. */
const ADDED = ['canonical_sku', 'group']

/**
 * Expressions that begin with a name that no item has, where only the data tells which names there are: most likely a
 * column that is written differently.
 */
export function unknownNames(items: readonly ItemFields[], attributes: readonly AttributeSpec[]): Diagnostic[] {
  const wanted = new Map<string, AttributeSpec[]>()
  for (const spec of attributes) {
    const name = firstName(spec.from)
    if (name !== null) wanted.set(name, [...(wanted.get(name) ?? []), spec])
  }
  for (const name of ADDED) wanted.delete(name)
  for (const item of items) {
    if (wanted.size === 0) return []
    for (const name of wanted.keys()) if (Object.hasOwn(item, name)) wanted.delete(name)
  }
  return [...wanted].flatMap(([name, specs]) => specs.map(({ label, position }) => unknown(name, label, position)))
}

function firstName(from: string | null): string | null {
  if (from === null || /^\s*let\b/.test(from)) return null
  const [, plain, quoted] = /^\s*(?:([A-Za-z_]\w*)(?!\w*\s*\()|"([^"\\]+)")/.exec(from) ?? []
  return plain ?? quoted ?? null
}

function unknown(name: string, label: string, position: AttributeSpec['position']): Diagnostic {
  const message = `${label}.from names ${JSON.stringify(name)}, which no item has; the field stays empty`
  const hint = 'Write the name as the source does: "sync export" reads it, and --out shows what there is.'
  return diagnostic({ severity: 'warning', code: 'unknown-name', message, hint, ...position })
}
