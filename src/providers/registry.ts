import type { Provider, Providers } from '../model/provider.ts'

/** Every provider, in one line each; a new workspace is for the first source and the first target unless told. */
const REGISTRY: { readonly [name: string]: () => Promise<{ default: Provider }> } = {
  amazon: () => import('./amazon/index.ts'),
  plytix: () => import('./plytix/index.ts'),
  file: () => import('./file/index.ts'),
  postgres: () => import('./postgres/index.ts'),
  shopify: () => import('./shopify/index.ts'),
  shopee: () => import('./shopee/index.ts'),
  'tiktok-shop': () => import('./tiktok-shop/index.ts'),
}

/** What all providers say of themselves; what they are made of is imported when one is opened. */
export async function loadProviders(): Promise<Providers> {
  const modules = await Promise.all(Object.values(REGISTRY).map((load) => load()))
  return new Map(modules.map(({ default: provider }) => [provider.name, provider]))
}
