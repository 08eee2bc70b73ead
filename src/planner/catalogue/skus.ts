import { addressOf } from '../../model/address.ts'
import type { CatalogueFinding } from '../../model/catalogue-report.ts'
import { counted } from '../../model/counted.ts'
import type { Item } from '../../model/item.ts'
import type { DiffContext } from '../diff/context.ts'
import { overrideKey } from '../match/overrides.ts'

type Context = Pick<DiffContext, 'kind' | 'input' | 'population'>

/** Items of one shop that bear the same SKU, in any case; what groups others may share it with one of them. */
export function duplicateSkus(context: Context): CatalogueFinding[] {
  return context.input.sources.flatMap(({ items }) => {
    const listed = items.filter(
      ({ role, state, fields }) => role !== 'parent' && state === 'listed' && skuIn(fields) !== '',
    )
    const groups = Map.groupBy(listed, ({ ref, fields }) => JSON.stringify([ref.shop, skuIn(fields)]))
    return [...groups.values()].flatMap((group) => (group.length < 2 ? [] : [findingOf(group, context)]))
  })
}

function skuIn({ sku }: Item['fields']): string {
  return typeof sku === 'string' ? sku.trim().toLowerCase() : ''
}

function findingOf(group: readonly Item[], { kind, input, population }: Context): CatalogueFinding {
  const isOurs = (item: Item): boolean => population.owned.has(input.keys.of(item.ref))
  const rank = (item: Item): string => `${isOurs(item) ? 0 : 1} ${item.key}`
  const [first, ...rest] = [...group].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)) as [Item, ...Item[]]
  const alone = isOurs(first) && !rest.some(isOurs)
  return {
    code: 'duplicate-sku',
    address: addressOf(kind.name, input.keys.of(first.ref)),
    message: `${counted(group.length, 'item')} of ${first.ref.source} ${first.ref.shop} bear the SKU ${first.fields.sku}: ${[first, ...rest].map(({ ref }) => ref.id).join(', ')}.`,
    others: rest.map(({ key }) => key),
    keep: {
      address: first.key,
      reason: alone ? 'it alone is in the target already' : 'its id sorts first, and nothing else tells them apart',
    },
    proposals: [
      { action: 'merge', message: 'Give all but one another SKU at the source, or delete them there.', command: null },
      ...rest.map(({ ref }) => ({
        action: 'forget' as const,
        message: `Leave it out: ${overrideKey(ref, input)}: { ignore: true } in specs/overrides.`,
        command: null,
      })),
    ],
  }
}
