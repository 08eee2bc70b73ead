import { addressOf } from '../../model/address.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Gone } from '../../model/plan.ts'
import { mainKind } from '../../model/target-kinds.ts'
import { shortExportName } from '../match/export-name.ts'
import type { Population } from '../match/population.ts'
import type { PlanInput } from '../types.ts'
import { type Held, heldProducts } from './held.ts'

/** Products of ours whose listing the source has no more. From an incomplete export nothing is concluded. */
export function goneResources(input: PlanInput, population: Population, report: (d: Diagnostic) => void): Gone[] {
  const kind = mainKind(input.traits)
  const held = heldProducts(input, population, { assumed: false })
  for (const one of held) if (!one.source.header.complete && one.absent.length > 0) report(unknown(one, kind, input))
  return held
    .filter(({ source }) => source.header.complete)
    .flatMap((one) => goneOf(one, kind, input))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

function goneOf({ source, absent }: Held, { name, noun: [one] }: KindTraits, input: PlanInput): Gone[] {
  const { exported_at } = source.header
  const message = `The export of ${shortExportName(source, input)} of ${exported_at.slice(0, 10)} has its listing no more; the ${one} is left as it is.`
  return absent.map(({ live: { key } }) => ({ address: addressOf(name, key), key, since: null, message }))
}

function unknown({ source, absent }: Held, { noun: [one, many] }: KindTraits, input: PlanInput): Diagnostic {
  const products = absent.length === 1 ? `1 ${one} of ours is` : `${absent.length} ${many} of ours are`
  return diagnostic({
    severity: 'info',
    code: 'gone-unknown',
    message: `${products} not in the export of ${shortExportName(source, input)}; since it is incomplete, they are not taken for gone.`,
    hint: 'A complete export tells.',
  })
}
