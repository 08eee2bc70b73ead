import type { Call } from '../domain.ts'

/** As `Shop`, for whoever answers one. */
export function shopOf({ settings }: Call): object {
  const { name, domain, currency } = settings.shop
  return {
    __typename: 'Shop',
    id: 'gid://shopify/Shop/1',
    name,
    myshopifyDomain: domain,
    currencyCode: currency,
    plan: { partnerDevelopment: true, publicDisplayName: 'Development', shopifyPlus: settings.restoreRate >= 1000 },
  }
}

export function installationOf({ settings, appId, scopes }: Call): object {
  return {
    __typename: 'AppInstallation',
    id: `gid://shopify/AppInstallation/${appId}`,
    accessScopes: [...scopes].map((handle) => ({ handle })),
    app: { __typename: 'App', id: `gid://shopify/App/${appId}`, apiKey: settings.clientId, title: 'Sandbox app' },
  }
}

/** Those that are served, and beyond them what is called unstable. */
export function versionsOf(versions: readonly string[]): object[] {
  const served = versions.map((handle) => ({ handle, displayName: handle, supported: true }))
  return [...served, { handle: 'unstable', displayName: 'unstable', supported: false }]
}
