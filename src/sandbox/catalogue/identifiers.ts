import type { Random } from './random.ts'

export interface Identifier {
  identifierType: string
  identifier: string
}

/** One code as the service gives it: often in three paddings, sometimes in one, now and then under the wrong type. */
export function identifierVariants(upc: string, random: Random): Identifier[] {
  const as = (identifierType: string, identifier: string): Identifier => ({ identifierType, identifier })
  const variants = [as('EAN', `0${upc}`), as('GTIN', `00${upc}`), as('UPC', upc)]
  const draw = random.next()
  if (draw < 0.62) return variants
  if (draw < 0.8) return [as('UPC', upc)]
  if (draw < 0.92) return [as('EAN', `0${upc}`), as('UPC', upc)]
  if (draw < 0.97) return [as('EAN', `0${upc}`)]
  return [as('EAN', upc)]
}
