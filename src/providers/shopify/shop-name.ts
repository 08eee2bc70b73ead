const DOMAIN = '.myshopify.com'
const HANDLE = /^[a-z0-9][a-z0-9-]*$/

/**
 * A shop as people write it (`my-store`, `my-store.myshopify.com`, the address of its admin) as this program calls it:
 * `my-store`. What is none of these is given back as it is.
 */
export function shopHandle(name: string): string {
  const text = name.trim().toLowerCase()
  const admin = /^(?:https?:\/\/)?admin\.shopify\.com\/store\/([a-z0-9-]+)/.exec(text)?.[1]
  const host = text.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
  const handle = admin ?? (host.endsWith(DOMAIN) ? host.slice(0, -DOMAIN.length) : host)
  return HANDLE.test(handle) ? handle : name.trim()
}

/** The host of the Admin API; a shop's own domain does not serve it. */
export function shopHost(handle: string): string {
  return `${handle}${DOMAIN}`
}
