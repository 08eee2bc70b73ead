import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { mainKind } from '../../model/target-kinds.ts'
import { shortExportName } from '../match/export-name.ts'
import type { Held } from '../match/held.ts'
import type { PlanInput } from '../types.ts'

/** From an incomplete export nothing is concluded, which is said. */
export function unknownGone(held: readonly Held[], input: PlanInput): Diagnostic[] {
  const kind = mainKind(input.traits)
  return held
    .filter(({ source, absent }) => !source.header.complete && absent.length > 0)
    .map((one) => unknown(one, kind, input))
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
