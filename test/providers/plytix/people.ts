import fc from 'fast-check'
import type { PlytixSim } from '../../../src/sandbox/plytix/index.ts'
import { send } from '../../sandbox/plytix/support.ts'

/** What people do to an account meanwhile. Numbers choose among what is there. */
export interface Deed {
  does: keyof typeof DEEDS
  product: number
  other: number
  text: string
}

const HIERARCHY = 'amazon_hierarchy'
const GALLERY = 'amazon_images'

interface Scene {
  call(method: string, path: string, body?: object): Promise<Record<string, unknown>[]>
  /** The ids of what there is. */
  products: string[]
  assets: string[]
  /** Of the only relationship that is touched. */
  relationship: string
}

type Act = (scene: Scene, product: string, deed: Deed) => Promise<unknown>

const DEEDS = {
  change: ({ call }, id, { text }) => call('PATCH', `v1/products/${id}`, { attributes: { amazon_title: text } }),
  clear: ({ call }, id) => call('PATCH', `v1/products/${id}`, { attributes: { amazon_title: null } }),
  rename: ({ call }, id, { text }) => call('PATCH', `v1/products/${id}`, { sku: `NEW-${text}` }),
  create: ({ call }, _, { text }) => call('POST', 'v1/products', { sku: `MADE-${text}`, label: text }),
  remove: ({ call }, id) => call('DELETE', `v1/products/${id}`),
  link: ({ call, products, relationship }, id, { other }) => {
    const pairs = [{ product_id: products[other % products.length], quantity: 1 }]
    return call('POST', `v1/products/${id}/relationships/${relationship}`, { product_relationships: pairs })
  },
  unlink: async ({ call, relationship }, id) => {
    const [product] = await call('GET', `v1/products/${id}`)
    const held = (product?.relationships ?? []) as { related_products: { product_id: string }[] }[]
    const pairs = held.flatMap(({ related_products }) => related_products).slice(0, 1)
    const gone = pairs.map(({ product_id }) => ({ product_id }))
    await call('POST', `v1/products/${id}/relationships/${relationship}/unlink`, { product_relationships: gone })
  },
  attach: ({ call, assets }, id, { other }) =>
    call('POST', `v1/products/${id}/assets`, { id: assets[other % assets.length], attribute_label: GALLERY }),
  detach: ({ call, assets }, id, { other }) =>
    call('DELETE', `v1/products/${id}/assets/${assets[other % assets.length]}`),
  arrange: ({ call, assets }, id, { other }) => {
    const gallery = [assets[other % assets.length], assets[0]].map((asset) => ({ id: asset }))
    return call('PATCH', `v1/products/${id}`, { attributes: { [GALLERY]: gallery } })
  },
  thumbnail: ({ call, assets }, id, { other }) =>
    call('PATCH', `v1/products/${id}`, { thumbnail: { id: assets[other % assets.length] } }),
  upload: ({ call }, _, { text }) =>
    call('POST', 'v1/assets', { url: `https://images.example/${text}.jpg`, filename: `${text}.jpg` }),
  renameAsset: ({ call, assets }, _, { other, text }) =>
    call('PATCH', `v1/assets/${assets[other % assets.length]}`, { filename: `other-${text}.jpg` }),
  removeAsset: ({ call, assets }, _, { other }) => call('DELETE', `v1/assets/${assets[other % assets.length]}`),
} satisfies { [name: string]: Act }

export const deeds = (does = Object.keys(DEEDS) as Deed['does'][]): fc.Arbitrary<Deed> =>
  fc.record({
    does: fc.constantFrom(...does),
    product: fc.nat(800),
    other: fc.nat(400),
    text: fc.stringMatching(/^[a-z]{1,8}$/),
  })

/** Somebody who signs in for each deed, since tokens run out; what the service refuses of it is not done. */
export function somebody(sim: PlytixSim): (deed: Deed) => Promise<void> {
  const { apiKey: api_key, apiPassword: api_password } = sim.options
  const signIn = async (): Promise<Scene['call']> => {
    const { body } = await send(`${sim.authUrl}/auth/api/get-token`, 'POST', { body: { api_key, api_password } })
    const authorization = `Bearer ${body.data[0].access_token}`
    return async (method, path, body) =>
      (await send(`${sim.url}/api/${path}`, method, { authorization, ...(body && { body }) })).body?.data ?? []
  }
  return async (deed) => {
    const call = await signIn()
    const found = await call('POST', 'v1/relationships/search', { attributes: ['label'] })
    const relationship = String(found.find(({ label }) => label === HIERARCHY)?.id)
    const { products, assets } = sim.store.ids()
    const product = products[deed.product % products.length]
    if (product === undefined || assets.length === 0) return
    await (DEEDS[deed.does] as Act)({ call, products, assets, relationship }, product, deed)
  }
}
