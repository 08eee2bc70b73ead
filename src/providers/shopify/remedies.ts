import type { FailureKind } from './failure.ts'

/** What is known when a call is refused. */
export interface Circumstances {
  /** As this program calls it. */
  shop: string
  host: string
  /** The version of the API that was asked for. */
  version: string
  /** The one that answered; `null`: the answer does not say. */
  served: string | null
  /** How the caller signs in. */
  by: 'token' | 'app'
}

interface Said {
  status: number
  text: string
  code: string | null
}

/** What to do, in the order in which it is worth trying. */
export function hintsFor(kind: FailureKind, said: Said, about: Circumstances): string[] {
  switch (kind) {
    case 'credentials':
      return credentialHints(about)
    case 'scope':
      return scopeHints(said, about)
    case 'shop':
      return shopHints(said, about)
    case 'search':
      return ['Correct "query" in sync.yaml: Shopify knows no such filter, and would have found everything.']
    case 'too-large':
      return ['No wait helps: report it with the request id, since this program asks for less by itself.']
    case 'unreachable':
      return ['Check the network, and SHOPIFY_API_URL if it is set.']
    case 'unavailable':
      return ['Try again later; where a page came instead of data, a proxy may stand in the place of Shopify.']
    case 'throttled':
      return ['Try again in a few minutes; other programs may use the same app.']
    case 'refused':
      return versionHints(about)
  }
}

function credentialHints({ shop, by }: Circumstances): string[] {
  if (by === 'app') {
    return [
      `Look whether the app is still installed on shop ${shop}: its tokens end when it is removed.`,
      'Check that SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET are of that app, and SHOPIFY_API_URL if it is set.',
    ]
  }
  return [
    `Check SHOPIFY_ACCESS_TOKEN: it begins with "shpat_", belongs to shop ${shop}, and ends when the app is removed from it.`,
    'Of an app in the Dev Dashboard set SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET instead: its tokens end after a day.',
  ]
}

const SCOPE = /\b(?:read|write)_[a-z_]+\b/g

function scopeHints({ text }: Said, { by }: Circumstances): string[] {
  const scopes = [...new Set(text.match(SCOPE) ?? [])]
  const what = scopes.length === 0 ? 'the access scope that is named' : `the access scope ${scopes.join(' or ')}`
  const renewed = by === 'app' ? 'a new token has it' : 'install the app again, and set the new SHOPIFY_ACCESS_TOKEN'
  return [
    `Give the app ${what}: in the Dev Dashboard under Versions, or in the shop's admin under the app's API access; then ${renewed}.`,
    '"sync doctor" lists the scopes that a workspace needs and lacks.',
  ]
}

function shopHints({ status }: Said, { shop, host, version }: Circumstances): string[] {
  if (status === 402) return [`Shop ${shop} is frozen: its owner has to settle the bill, then everything goes on.`]
  if (status === 423) return [`Shop ${shop} is locked: its owner finds out why from Shopify's support.`]
  return [
    `Check "shop" in sync.yaml: the name in front of ".myshopify.com", never the shop's own domain; what was asked is ${host}.`,
    `Check "api_version": ${version} may not be served; and SHOPIFY_API_URL if it is set.`,
  ]
}

function versionHints({ version, served }: Circumstances): string[] {
  if (served === null || served === version) return []
  return [
    `Version ${version} was asked for and ${served} answered: set "api_version" in sync.yaml to one that is served.`,
  ]
}
