import { diagnostic } from '../../model/diagnostic.ts'
import { ConfigError } from '../../model/errors.ts'
import { isRequestable } from './asin.ts'
import type { AmazonRequest } from './wants.ts'

/** @throws ConfigError when nothing is asked for, or nothing but ASINs that cannot be any. */
export function assertReadable({ brands, asins, sellerId, lookupGtins }: AmazonRequest): void {
  const otherWays = brands.length > 0 || (sellerId ?? null) !== null || lookupGtins === true
  if (!otherWays && asins.length === 0) {
    throw new ConfigError('nothing-asked', 'Neither a brand nor an ASIN is named, so there is nothing to read.', {
      hints: ['Name brands in sync.yaml under source.amazon.brands, or use --brand or --asin.'],
    })
  }
  const malformed = asins.filter((asin) => !isRequestable(asin))
  if (otherWays || malformed.length === 0 || malformed.length < asins.length) return
  throw new ConfigError('malformed-asin', `None of the named ASINs is one: ${malformed.slice(0, 5).join(', ')}.`, {
    hints: ['An ASIN has ten characters, such as B07X8Z63ZL, or is a ten-digit ISBN.'],
    diagnostics: malformed.map((asin) =>
      diagnostic({ severity: 'error', code: 'malformed-asin', message: `"${asin}" is not an ASIN.` }),
    ),
  })
}
