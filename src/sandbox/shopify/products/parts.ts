import type { Call, Domain, PartInput, UserError } from '../domain.ts'
import type { Product, Variant } from '../store/records.ts'

interface Given {
  mutation: PartInput['mutation']
  input: object
  product: Product | null
  /** Where the input stands in the arguments. */
  path: string[]
}

interface Prepared<T> {
  errors: UserError[]
  write(record: T): void
}

/** What other domains make of an input for a product. */
export function preparePartsOf(call: Call, given: Given): Prepared<Product> {
  return prepared(call.world.domains, given.input, ({ productInput = {} }, name, value) =>
    productInput[name]?.({ ...given, call, value, path: [...given.path, name] }),
  )
}

/** The same for one of its variants. */
export function prepareVariantPartsOf(call: Call, given: Given & { variant: Variant | null }): Prepared<Variant> {
  return prepared(call.world.domains, given.input, ({ variantInput = {} }, name, value) =>
    variantInput[name]?.({ ...given, call, value, path: [...given.path, name] }),
  )
}

interface Part<T> {
  errors: readonly UserError[]
  write(record: T): void
}

function prepared<T>(
  domains: readonly Domain[],
  input: object,
  partOf: (domain: Domain, name: string, value: unknown) => Part<T> | undefined,
): Prepared<T> {
  const parts: Part<T>[] = []
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue
    for (const domain of domains) {
      const part = partOf(domain, name, value)
      if (part) parts.push(part)
    }
  }
  return {
    errors: parts.flatMap(({ errors }) => errors),
    write: (record) => {
      for (const part of parts) part.write(record)
    },
  }
}
