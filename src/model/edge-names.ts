/**
 * Names of the public surface that are older than the program's own words: flags, columns, and keys of files and of
 * `--json`, and codes. They stand here alone, so that nothing else need know them; inside it is the id of an item and
 * its shop.
 */

/** An item's id: in catalogue items, plans, reports, override tables, and as a flag of `export`. */
export const ITEM_ID = 'asin'
/** The flag for a file of them. */
export const ITEM_IDS_FILE = 'asins-file'
/** What refers to other items in a catalogue item. */
export const PARENT_IDS = 'parent_asins'
export const CHILD_IDS = 'child_asins'
/** A shop: in catalogue items, export headers, plans, override tables, and as a flag. */
export const SHOP = 'marketplace'
/** The same of several: in selections and in queries of snapshots. */
export const SHOPS = 'marketplaces'
/** Codes of diagnostics: an export that lists an item several times, and an override of an item that no export lists. */
export const DUPLICATE_ID = 'duplicate-asin'
export const UNKNOWN_ID = 'override-unknown-asin'
/** What `explain` calls a resource of ours whose item no export lists. */
export const UNLISTED = 'product'
