import { parseAddress } from '../../model/address.ts'
import type { Json } from '../../model/json.ts'
import type { Changes } from '../report/report.ts'
import { count } from '../words.ts'
import { counted, fieldName, keyOf } from './nouns.ts'

/** `3 values on 2 products` */
export function valuesOn(list: { address: string }[]): string {
  const addresses = new Set(list.map(({ address }) => address))
  const kind = parseAddress(list[0]?.address ?? '').kind
  return `${count(list.length, 'value')} on ${counted(kind, addresses.size)}`
}

interface Moved {
  address: string
  field: string
  live: Json
  desired: Json
}

/** From what is there to what the source says, by the resource. */
export function byResource<T extends Moved>(list: T[], note: (entry: T) => string | undefined): Changes[] {
  return [...Map.groupBy(list, ({ address }) => address)].map(([address, entries]) => ({
    is: 'changes',
    sign: 'change',
    title: keyOf(address),
    changes: entries.map((entry) => {
      const said = note(entry)
      return {
        name: fieldName(entry.field),
        from: entry.live,
        to: entry.desired,
        ...(said === undefined ? {} : { note: said }),
      }
    }),
    more: 0,
  }))
}

/** The same where both stay as they are: nothing is written. */
export function heldApart<T extends Moved>(
  list: T[],
  {
    note = () => undefined,
    other = 'From the source',
  }: { note?: (entry: T) => string | undefined; other?: string } = {},
): Changes[] {
  return byResource(list, note).map((block) => ({ ...block, apart: ['In the account', other] }))
}
