import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { grouped } from '../../model/figures.ts'
import type { Json } from '../../model/json.ts'
import type { Difference } from '../project/rules.ts'

/** Fields about which sources differ, gathered: catalogues differ by the thousand. */
export interface SourceDifferences {
  note(difference: Difference): void
  remarks(): Diagnostic[]
}

const SHOWN = 3

interface Gathered {
  addresses: Set<string>
  examples: string[]
  first: string
}

export function createSourceDifferences(): SourceDifferences {
  const byField = new Map<string, Gathered>()
  return {
    note({ label, address, first, other }) {
      const names = [first, other].map(({ voice }) => voice.item.ref.source) as [string, string]
      const known = byField.get(label) ?? { addresses: new Set(), examples: [], first: names[0] }
      byField.set(label, known)
      if (known.addresses.has(address)) return
      known.addresses.add(address)
      const said = [first, other].map(({ desired }) => shown(desired.value))
      if (known.examples.length < SHOWN)
        known.examples.push(`${address} (${names[0]} ${said[0]}, ${names[1]} ${said[1]})`)
    },
    remarks: () => [...byField].map(([label, found]) => remark(label, found)),
  }
}

const MOST_SHOWN = 40

function shown(value: Json): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(JSON.stringify(value))
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}

function remark(label: string, { addresses, examples }: Gathered): Diagnostic {
  const more = addresses.size - examples.length
  const rest = more > 0 ? `; and ${grouped(more)} more` : ''
  const what = addresses.size === 1 ? '1 resource' : `${grouped(addresses.size)} resources`
  return diagnostic({
    severity: 'info',
    code: 'sources-differ',
    message: `Sources say different things of ${label} for ${what}; the first in order counts: ${examples.join('; ')}${rest}.`,
    hint: `Name the source that is to count with "prefer" at ${label} in specs/attributes.yaml; "sync explain" shows what each says.`,
  })
}
