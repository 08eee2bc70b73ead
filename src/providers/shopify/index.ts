import type { Provider } from '../../model/provider.ts'
import { SHOPIFY_FACTS } from './facts.ts'
import { SOURCE_SETTINGS } from './settings-schema.ts'
import { shopHandle } from './shop-name.ts'
import { SAMPLE } from './source-sample.ts'
import { scaffold } from './source-scaffold.ts'
import { parse } from './source-settings.ts'
import { FORM } from './target/attribute-form.ts'
import { checkTarget } from './target/check-settings.ts'
import { pageOf } from './target/page-of.ts'
import { scaffoldTarget } from './target/scaffold.ts'
import { parseTarget } from './target/settings.ts'
import { TARGET_SETTINGS } from './target/settings-schema.ts'
import { ask } from './wants.ts'

const FIRST_STEP = 'write the name of your shop into sync.yaml'

/** Shops on Shopify, by the GraphQL Admin API: to be read, or kept. */
const shopify: Provider = {
  name: 'shopify',
  title: 'Shopify',
  variables: [
    {
      name: 'SHOPIFY_SHOP_URL',
      purpose: 'shop that the credentials are of, such as my-store.myshopify.com; default: any',
    },
    {
      name: 'SHOPIFY_ACCESS_TOKEN',
      purpose: "token of a custom app that the shop's admin made before 2026; or the next two",
      secret: true,
    },
    { name: 'SHOPIFY_CLIENT_ID', purpose: 'client id of an app in the Dev Dashboard' },
    { name: 'SHOPIFY_CLIENT_SECRET', purpose: 'its client secret', secret: true },
    { name: 'SHOPIFY_API_URL', purpose: 'base of the API, instead of https:// and the shop', is: 'url' },
  ],
  source: {
    settings: SOURCE_SETTINGS,
    parse,
    sample: SAMPLE,
    facts: SHOPIFY_FACTS,
    shopOf: shopHandle,
    ask,
    scaffold,
    firstStep: ({ shops }) => (shops.length === 0 ? FIRST_STEP : null),
    async open(settings, context) {
      const { createShopifySource } = await import('./source.ts')
      return createShopifySource({ settings, ...context })
    },
  },
  target: {
    settings: TARGET_SETTINGS,
    parse: parseTarget,
    check: checkTarget,
    attributes: FORM,
    scaffold: scaffoldTarget,
    firstStep: FIRST_STEP,
    pageOf,
    traits: async (workspace) => (await import('./target/traits.ts')).shopifyTraits(workspace),
    async open(workspace, context) {
      const { createShopifyTarget } = await import('./target/target.ts')
      return createShopifyTarget({ workspace, ...context })
    },
  },
}

export default shopify
