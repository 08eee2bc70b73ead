import { ConfigError } from '../../model/errors.ts'
import { DATASETS, type RawCatalogItem } from './raw.ts'

/**
 * The items of a saved Catalog Items 2022-04-01 answer: `{items: […]}`, or the list itself.
 * @throws ConfigError that says which item is wrong, and how.
 */
export function parseItems(json: unknown): RawCatalogItem[] {
  const list = Array.isArray(json) ? json : (json as { items?: unknown } | null)?.items
  if (!Array.isArray(list)) throw wrong('The items file holds no list of items.')
  const seen = new Set<string>()
  for (const [position, item] of list.entries()) {
    const problem = problemOf(item, seen)
    if (problem) throw wrong(`Item ${position + 1} of the items file ${problem}.`)
  }
  return list as RawCatalogItem[]
}

function problemOf(item: unknown, seen: Set<string>): string | null {
  if (typeof item !== 'object' || item === null) return 'is no object'
  const { asin, ...sets } = item as { [name: string]: unknown }
  if (typeof asin !== 'string' || !/^[A-Z0-9]{10}$/.test(asin)) return 'has no valid "asin"'
  if (seen.has(asin)) return `repeats the ASIN ${asin}`
  seen.add(asin)
  const lists = DATASETS.filter((name) => name !== 'attributes' && sets[name] !== undefined)
  const odd = lists.find((name) => !Array.isArray(sets[name]))
  return odd ? `(${asin}) has "${odd}" as something else than a list with one entry per marketplace` : null
}

function wrong(message: string): ConfigError {
  return new ConfigError('sandbox-items', message, {
    hints: ['The file holds {"items": […]} in the shape of a Catalog Items 2022-04-01 answer.'],
  })
}
