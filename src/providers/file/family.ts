import type { ItemFields } from '../../model/item.ts'
import type { Findings } from './findings.ts'
import { COMMON } from './names.ts'
import type { Entry } from './read-rows.ts'

export interface Family {
  items: ItemFields[]
  /** Parents that have no row. */
  missing: { asin: string; named_by: string[] }[]
}

/** Rows as items that know their parents and children. */
export function joinFamily(entries: Entry[], shop: string, findings: Findings): Family {
  const keys = new Set(entries.map(({ key }) => key))
  const children = new Map<string, string[]>()
  const missing = new Map<string, string[]>()
  for (const entry of entries) {
    if (entry.parent === entry.key) dropParent(entry, findings)
    const { parent, key } = entry
    if (parent === null) continue
    addTo(children, parent, key)
    if (!keys.has(parent)) noteMissing(entry, { missing, findings })
  }
  const items = entries.map((entry) => itemFields(entry, { shop, children: children.get(entry.key) ?? NONE }))
  const stubs = [...missing].map(([key, named]) => stub(key, { shop, children: named }))
  return {
    items: [...items, ...stubs],
    missing: [...missing].map(([asin, named_by]) => ({ asin, named_by })),
  }
}

function dropParent(entry: Entry, findings: Findings): void {
  entry.parent = null
  findings.add({
    code: 'parent-itself',
    message: `${entry.key} names itself as its parent, and counts as having none`,
    hint: 'Leave the cell empty.',
    line: entry.line,
  })
}

interface Missing {
  missing: Map<string, string[]>
  findings: Findings
}

function noteMissing({ parent, key, line }: Entry, { missing, findings }: Missing): void {
  addTo(missing, parent ?? '', key)
  findings.add({
    code: 'parent-missing',
    message: `${key} names the parent ${parent}, which has no row`,
    hint: 'Add a row for it, or leave the cell empty.',
    line,
  })
}

/** Shared by all rows: most have none of what it stands for. */
const NONE: string[] = []

interface Relations {
  shop: string
  children: string[]
}

function itemFields({ key, parent, fields }: Entry, { shop, children }: Relations): ItemFields {
  return { ...fields, ...identity(key, shop), ...relations(parent, children) }
}

/** A parent that others name. No product is made of it. */
function stub(key: string, { shop, children }: Relations): ItemFields {
  const nothing = Object.fromEntries(COMMON.map((name) => [name, null]))
  const none = { attributes: {}, images: [], paths: {} }
  return { ...nothing, ...none, ...identity(key, shop), ...relations(null, children), unavailable: true }
}

function identity(key: string, shop: string): ItemFields {
  return { key, source: 'file', shop, asin: key, marketplace: shop, identifiers: NONE, bullet_points: NONE }
}

function relations(parent: string | null, children: string[]): ItemFields {
  const role = children.length > 0 ? 'parent' : parent === null ? 'single' : 'child'
  return { role, parent_key: parent, parent_asins: parent === null ? NONE : [parent], child_asins: children }
}

function addTo(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
