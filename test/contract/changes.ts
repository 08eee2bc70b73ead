import { addressOf } from '../../src/model/address.ts'
import { type Fields, flatten } from '../../src/model/fields.ts'
import type { JsonObject } from '../../src/model/json.ts'
import type { Change } from '../../src/model/target.ts'
import { slug } from '../../src/providers/plytix/facts.ts'

/** What a write says beside its fields. */
export type More = Partial<Omit<Change, 'kind' | 'action' | 'key' | 'fields'>>

type Plain = Pick<Change, 'action' | 'kind' | 'key'>

function make({ action, kind, key }: Plain, fields: Fields, more: More): Change {
  return { action, kind, key, id: null, fields, parts: [], volatile: [], needs: {}, ...more }
}

/** Attributes stand nested, as in plans; `family` is an id. */
export function newProduct(sku: string, fields: JsonObject = {}, more: More = {}): Change {
  return make({ action: 'create', kind: 'product', key: sku }, flatten(fields, ['attributes']), more)
}

export function changedProduct({ id, sku }: { id: string; sku: string }, fields: JsonObject = {}): Change {
  return make({ action: 'update', kind: 'product', key: sku }, flatten(fields, ['attributes']), { id })
}

interface NewAttribute {
  name: string
  type: string
  /** The one that the name gives, unless said. */
  label?: string
  options?: string[]
  /** Id of the family that it is made in. */
  family?: string
}

export function newAttribute({ name, type, label = slug(name), options = [], family }: NewAttribute): Change {
  const given = { ...(options.length > 0 ? { options } : {}), ...(family === undefined ? {} : { family }) }
  return make({ action: 'create', kind: 'attribute', key: label }, { name, type, ...given }, {})
}

export function moreOptions({ id, label }: { id: string; label: string }, options: string[]): Change {
  return make({ action: 'update', kind: 'attribute', key: label }, { options }, { id })
}

export function newRelationship(name: string, label = slug(name)): Change {
  return make({ action: 'create', kind: 'relationship', key: label }, { name }, {})
}

export function largerFamily({ id, name }: { id: string; name: string }, attributes: string[]): Change {
  return make({ action: 'update', kind: 'family', key: name }, { attributes }, { id })
}

export function upload(filename: string, url: string): Change {
  return make({ action: 'create', kind: 'asset', key: filename }, { url }, {})
}

/** What is told of one that is to be deleted. */
export function deletion({ kind, key, id }: Pick<Change, 'kind' | 'key'> & { id: string }, more: More = {}): Change {
  return make({ action: 'delete', kind, key }, {}, { id, ...more })
}

export function lessLinks(links: NewLinks): Change {
  return { ...newLinks(links), action: 'delete' }
}

interface NewLinks {
  source: { id: string; sku: string }
  relationship: { id: string; label: string }
  /** Ids. */
  targets: string[]
}

export function newLinks({ source, relationship, targets }: NewLinks): Change {
  const needs = { [addressOf('relationship', relationship.label)]: relationship.id }
  const key = `${relationship.label}.${source.sku}`
  return make({ action: 'update', kind: 'link', key }, { targets }, { id: source.id, needs })
}
