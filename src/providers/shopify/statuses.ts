/** What Shopify calls the states of a product (`ProductStatus`), and what `from:` calls them. */
const LISTING: { readonly [status: string]: string } = {
  ACTIVE: 'ACTIVE',
  UNLISTED: 'INACTIVE',
  ARCHIVED: 'INACTIVE',
  DRAFT: 'INCOMPLETE',
}

/** What `from:` calls the status; `null` for a word that is not known. */
export function listingStatus(status: string | null): string | null {
  return status === null ? null : (LISTING[status] ?? null)
}
