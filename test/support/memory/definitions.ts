import { texts } from '../../../src/model/fields.ts'
import type { Applied, Change } from '../../../src/model/target.ts'
import { already, applied, conflict, rejected } from './answers.ts'
import type { Store } from './store.ts'
import { MEMORY, slug } from './traits.ts'

interface NewAttribute {
  label: string
  name: string
  type: string
  options: string[]
  family: string | null
}

function toAttribute({ key, fields }: Change): NewAttribute {
  const { name, type, options, family } = fields
  return {
    label: key,
    name: String(name),
    type: String(type),
    options: texts(options),
    family: typeof family === 'string' ? family : null,
  }
}

const CHOICES = ['choice', 'choices']

export function createAttribute(store: Store, change: Change): Applied {
  const write = toAttribute(change)
  const { label, name, type, options, family } = write
  const present = store.attributes.get(store.labels.get(label) ?? '')
  if (present) {
    const same = present.type === type && options.every((option) => present.options.includes(option))
    return same ? already(present.id) : conflict(`An attribute ${label} with another type or other options exists.`)
  }
  const refusal = refuseAttribute(store, write)
  if (refusal) return refusal
  const id = store.nextId('attribute')
  store.attributes.set(id, { id, label, name, type, options: [...options] })
  store.labels.set(label, id)
  if (family !== null) store.families.get(family)?.attributes.push(label)
  return applied(id)
}

function refuseAttribute(store: Store, { label, name, type, options, family }: NewAttribute): Applied | null {
  const kind = MEMORY.types[type]
  if (!kind) return rejected(422, 'type', `There is no attribute type ${type}.`)
  if (slug(name) !== label) return rejected(422, 'label', `"${name}" does not give the label ${label}.`)
  if (options.length > 0 && !CHOICES.includes(kind)) return rejected(422, 'options', `${type} takes no options.`)
  if (options.length > MEMORY.limits.options) return tooManyOptions(label)
  if (family !== null && !store.families.has(family)) return rejected(404, 'family', `There is no family ${family}.`)
  return null
}

function tooManyOptions(label: string): Applied {
  return rejected(422, 'options', `${label} would have more than 1,000 options.`)
}

export function addOptions(store: Store, { id: given, key: label, fields }: Change): Applied {
  const id = given ?? ''
  const options = texts(fields.options)
  const attribute = store.attributes.get(id)
  if (!attribute || attribute.label !== label) return rejected(404, 'attribute', `There is no attribute ${label}.`)
  const kind = MEMORY.types[attribute.type]
  if (!kind || !CHOICES.includes(kind)) return rejected(422, 'options', `${label} takes no options.`)
  const union = [...new Set([...attribute.options, ...options])]
  if (union.length === attribute.options.length) return already(id)
  if (union.length > MEMORY.limits.options) return tooManyOptions(label)
  attribute.options = union
  return applied(id)
}

export function createRelationship(store: Store, { key: label, fields }: Change): Applied {
  const name = String(fields.name)
  const present = [...store.relationships.values()].find((one) => one.label === label || one.name === name)
  if (present) {
    const same = present.label === label && present.name === name
    return same ? already(present.id) : conflict(`A relationship ${present.label} named "${present.name}" exists.`)
  }
  if (slug(name) !== label) return rejected(422, 'label', `"${name}" does not give the label ${label}.`)
  const id = store.nextId('relationship')
  store.relationships.set(id, { id, label, name })
  return applied(id)
}

export function extendFamily(store: Store, { id: given, key: name, fields }: Change): Applied {
  const id = given ?? ''
  const attributes = texts(fields.attributes)
  const family = store.families.get(id)
  if (family && family.name !== name) return conflict(`The family of that id is ${family.name}.`)
  if (!family) return rejected(404, 'family', `There is no family ${id}.`)
  const unknown = attributes.find((label) => !store.labels.has(label))
  if (unknown !== undefined) return rejected(422, 'attribute', `There is no attribute ${unknown}.`)
  const union = [...new Set([...family.attributes, ...attributes])]
  if (union.length === family.attributes.length) return already(id)
  family.attributes = union
  return applied(id)
}

export function uploadAsset(store: Store, { key: filename, fields }: Change): Applied {
  const url = String(fields.url)
  const present = store.assets.get(store.filenames.get(filename) ?? '')
  if (present) return present.url === url ? already(present.id) : conflict(`Another file is named ${filename}.`)
  if (!/^https?:\/\//.test(url))
    return rejected(422, 'image-unreachable', `${url} is not an address that can be fetched.`)
  const id = store.nextId('asset')
  store.assets.set(id, { id, filename, url })
  store.filenames.set(filename, id)
  return applied(id)
}
