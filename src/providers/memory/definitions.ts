import type { Applied, Write } from '../../model/target.ts'
import { already, applied, conflict, rejected } from './answers.ts'
import type { Store } from './store.ts'
import { MEMORY_TRAITS } from './traits.ts'

type Of<K extends Write['kind'], A extends Write['action']> = Extract<Write, { kind: K; action: A }>

const CHOICES = ['choice', 'choices']

export function createAttribute(store: Store, write: Of<'attribute', 'create'>): Applied {
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

function refuseAttribute(
  store: Store,
  { label, name, type, options, family }: Of<'attribute', 'create'>,
): Applied | null {
  const kind = MEMORY_TRAITS.types[type]
  if (!kind) return rejected(422, 'type', `There is no attribute type ${type}.`)
  if (MEMORY_TRAITS.slug(name) !== label) return rejected(422, 'label', `"${name}" does not give the label ${label}.`)
  if (options.length > 0 && !CHOICES.includes(kind)) return rejected(422, 'options', `${type} takes no options.`)
  if (options.length > MEMORY_TRAITS.limits.options_per_attribute) return tooManyOptions(label)
  if (family !== null && !store.families.has(family)) return rejected(404, 'family', `There is no family ${family}.`)
  return null
}

function tooManyOptions(label: string): Applied {
  return rejected(422, 'options', `${label} would have more than 1,000 options.`)
}

export function addOptions(store: Store, { id, label, options }: Of<'attribute', 'update'>): Applied {
  const attribute = store.attributes.get(id)
  if (!attribute || attribute.label !== label) return rejected(404, 'attribute', `There is no attribute ${label}.`)
  const kind = MEMORY_TRAITS.types[attribute.type]
  if (!kind || !CHOICES.includes(kind)) return rejected(422, 'options', `${label} takes no options.`)
  const union = [...new Set([...attribute.options, ...options])]
  if (union.length === attribute.options.length) return already(id)
  if (union.length > MEMORY_TRAITS.limits.options_per_attribute) return tooManyOptions(label)
  attribute.options = union
  return applied(id)
}

export function createRelationship(store: Store, { label, name }: Of<'relationship', 'create'>): Applied {
  const present = [...store.relationships.values()].find((one) => one.label === label || one.name === name)
  if (present) {
    const same = present.label === label && present.name === name
    return same ? already(present.id) : conflict(`A relationship ${present.label} named "${present.name}" exists.`)
  }
  if (MEMORY_TRAITS.slug(name) !== label) return rejected(422, 'label', `"${name}" does not give the label ${label}.`)
  const id = store.nextId('relationship')
  store.relationships.set(id, { id, label, name })
  return applied(id)
}

export function extendFamily(store: Store, { id, name, attributes }: Of<'family', 'update'>): Applied {
  const family = store.families.get(id)
  if (family && name !== undefined && family.name !== name) return conflict(`The family of that id is ${family.name}.`)
  if (!family) return rejected(404, 'family', `There is no family ${id}.`)
  const unknown = attributes.find((label) => !store.labels.has(label))
  if (unknown !== undefined) return rejected(422, 'attribute', `There is no attribute ${unknown}.`)
  const union = [...new Set([...family.attributes, ...attributes])]
  if (union.length === family.attributes.length) return already(id)
  family.attributes = union
  return applied(id)
}

export function uploadAsset(store: Store, { filename, url }: Of<'asset', 'upload'>): Applied {
  const present = store.assets.get(store.filenames.get(filename) ?? '')
  if (present) return present.url === url ? already(present.id) : conflict(`Another file is named ${filename}.`)
  if (!/^https?:\/\//.test(url))
    return rejected(422, 'image-unreachable', `${url} is not an address that can be fetched.`)
  const id = store.nextId('asset')
  store.assets.set(id, { id, filename, url })
  store.filenames.set(filename, id)
  return applied(id)
}
