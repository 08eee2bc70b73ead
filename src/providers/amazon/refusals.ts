import { diagnostic } from '../../model/diagnostic.ts'
import { ConfigError, ProviderError } from '../../model/errors.ts'
import type { SourceRequest } from '../../model/source.ts'
import { isRequestable } from './asin.ts'
import { brandKey, brandKeys, brandNames, nearBrands } from './brands.ts'
import type { Lookup } from './lookup.ts'
import { suggestBrands } from './search.ts'

/** @throws ConfigError when nothing is asked for, or an ASIN cannot be one: it would fail its batch. */
export function assertReadable({ brands, asins }: SourceRequest): void {
  if (brands.length === 0 && asins.length === 0) {
    throw new ConfigError('nothing-asked', 'Neither a brand nor an ASIN is named, so there is nothing to read.', {
      hints: ['Name brands in sync.yaml under source.amazon.brands, or use --brand or --asin.'],
    })
  }
  const malformed = asins.filter((asin) => !isRequestable(asin))
  if (malformed.length === 0) return
  throw new ConfigError(
    'malformed-asin',
    `${malformed.length} of the named ASINs are none: ${malformed.slice(0, 5).join(', ')}.`,
    {
      hints: ['An ASIN has ten characters, such as B07X8Z63ZL, or is a ten-digit ISBN.'],
      diagnostics: malformed.map((asin) =>
        diagnostic({ severity: 'error', code: 'malformed-asin', message: `"${asin}" is not an ASIN.` }),
      ),
    },
  )
}

/** Why a read found nothing, with the brand names that Amazon has instead. */
export async function noProducts(request: SourceRequest, lookup: Lookup, seen: string[]): Promise<ProviderError> {
  const names = brandNames(request.brands)
  const { code } = lookup.marketplace
  if (names.length === 0) {
    const message = `Amazon has none of the ${request.asins.length} named ASINs in marketplace ${code}.`
    return new ProviderError('no-products', message, { hints: ['Check the ASINs and the marketplace.'] })
  }
  const asked = brandKeys(request.brands)
  const offered = seen.length > 0 ? seen : await suggestBrands(names[0] as string, lookup)
  const near = nearBrands(
    names,
    offered.filter((name) => !asked.has(brandKey(name))),
  )
  const quoted = names.map((name) => `"${name}"`).join(', ')
  return new ProviderError('no-products', `Amazon finds no listings of brand ${quoted} in marketplace ${code}.`, {
    hints: [
      ...(near.length > 0 ? [`Brands there with similar names: ${near.join(', ')}.`] : []),
      'Check the brand as the listings spell it, the marketplace, and that the application may read its catalogue.',
    ],
  })
}
