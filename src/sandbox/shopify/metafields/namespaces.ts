/** Whose app a namespace belongs to; null: to the shop. */
function appOf(namespace: string): string | null {
  return /^app--(\d+)(?:--|$)/.exec(namespace)?.[1] ?? null
}

/** Absent means the app's own; `$app:x` a part of it. */
export function resolvedNamespace(namespace: string | null | undefined, appId: string): string {
  if (namespace === null || namespace === undefined || namespace === '$app') return `app--${appId}`
  return namespace.startsWith('$app:') ? `app--${appId}--${namespace.slice('$app:'.length)}` : namespace
}

/** Namespaces of other apps are not seen, and not written. */
export function isForeign(namespace: string, appId: string): boolean {
  const app = appOf(namespace)
  return app !== null && app !== appId
}

const RESERVED = new Set(['shopify_standard', 'protected', 'shopify-l10n-fields'])

export function isReserved(namespace: string): boolean {
  return RESERVED.has(namespace)
}
