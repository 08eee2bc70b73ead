import { counted } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { grouped } from '../../model/figures.ts'
import type { Client } from './client.ts'

/** A file that is not whole. */
export function incompleteBulk(shop: string, reason: string): Diagnostic {
  const message = `Shopify did not write all of shop ${shop}: ${reason}; the export counts as incomplete.`
  return diagnostic({ severity: 'warning', code: 'bulk-incomplete', message, hint: 'Read it again later.' })
}

/** Fewer products came than the shop counts. */
export function lacking(shop: string, { expected, roots }: { expected: number; roots: number }): Diagnostic {
  const message = `Shop ${shop} counts ${counted(expected, 'product')}, and ${grouped(roots)} were read; the export counts as incomplete.`
  return diagnostic({ severity: 'warning', code: 'bulk-incomplete', message, hint: 'Read it again later.' })
}

export function unreadProducts(shop: string, unread: number): Diagnostic {
  const message = `${counted(unread, 'product')} of shop ${shop} could not be read; the export counts as incomplete.`
  return diagnostic({ severity: 'warning', code: 'failed', message, hint: 'Its report says which, and why.' })
}

/** Shopify serves the oldest version that it supports in the place of one that is too old, and says so in a header alone. */
export function otherVersion({ served, options }: Pick<Client, 'served' | 'options'>): Diagnostic {
  const message = `Shopify answers with version ${served} of its API, and ${options.version} was asked for.`
  const hint = 'Set "api_version" in sync.yaml to a version that is served.'
  return diagnostic({ severity: 'warning', code: 'api-version', message, hint })
}
