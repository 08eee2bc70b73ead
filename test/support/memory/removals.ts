import { texts } from '../../../src/model/fields.ts'
import type { Applied, Change } from '../../../src/model/target.ts'
import { already, applied, conflict, rejected } from './answers.ts'
import type { Store } from './store.ts'

export function removeLinks(store: Store, { id, key, needs, fields }: Change): Applied {
  const label = key.slice(0, key.indexOf('.'))
  const product = store.products.get(id ?? '')
  if (!product) return rejected(404, 'product', `There is no product ${id}.`)
  if (store.relationships.get(needs[`relationship.${label}`] ?? '')?.label !== label)
    return rejected(404, 'relationship', `There is no relationship ${label}.`)
  const gone = new Set(texts(fields.targets))
  const present = product.links[label] ?? []
  const left = present.filter((target) => !gone.has(target))
  if (left.length === present.length) return already(product.id)
  if (left.length > 0) product.links[label] = left
  else delete product.links[label]
  product.modified = store.nextTime()
  return applied(product.id, product.modified)
}

/** Links that point to it go with it. */
export function deleteProduct(store: Store, { id, key: sku, unseen, looked }: Change): Applied {
  const product = store.products.get(id ?? '')
  if (!product) return already(id ?? '')
  if (product.sku !== sku) return conflict(`The product of that id is ${product.sku}.`)
  if (unseen) return conflict(`${sku} is there all the same.`)
  const filled = Object.keys(product.attributes).map((label) => `attributes.${label}`)
  if (looked && filled.some((path) => !looked.includes(path))) return conflict(`${sku} holds more than was looked at.`)
  for (const other of store.products.values())
    for (const [label, targets] of Object.entries(other.links))
      if (targets.includes(product.id)) other.links[label] = targets.filter((target) => target !== product.id)
  store.products.delete(product.id)
  store.skus.delete(sku)
  return applied(product.id)
}

/** Only what no product shows. */
export function deleteAsset(store: Store, { id, key: filename }: Change): Applied {
  const asset = store.assets.get(id ?? '')
  if (!asset) return already(id ?? '')
  if (asset.filename !== filename) return conflict(`The file of that id is ${asset.filename}.`)
  const used = [...store.products.values()].some(({ thumbnail, attributes }) =>
    [thumbnail, ...Object.values(attributes)].flat().includes(asset.id),
  )
  if (used) return conflict(`${filename} is in use.`)
  store.assets.delete(asset.id)
  store.filenames.delete(filename)
  return applied(asset.id)
}
