import type { AttributeSpec } from '../model/settings.ts'
import { collapse, withoutControls } from '../model/text.ts'
import type { Computation } from '../model/transform.ts'
import type { Attribute, AttributesFile, Compute } from './generated/attributes.ts'
import type { ConfigFile, Loose } from './problem.ts'
import { readSteps, type WrittenStep } from './transforms.ts'

/** Rules of resources, or of what is written within them. */
export type SpecSection = 'attributes' | 'variants'

/** One spec per entry, in the order of the file. */
export function buildAttributes(file: ConfigFile<AttributesFile>, section: SpecSection): AttributeSpec[] {
  return Object.entries(file.data?.[section] ?? {}).map(([label, entry]) => {
    const raw: Loose<Attribute> = entry ?? {}
    const [from = null, ...others] = [raw.from ?? []].flat()
    return {
      label,
      name: raw.name ?? label,
      type: raw.type ?? null,
      from,
      value: raw.value ?? null,
      write: raw.write ?? 'always',
      clear: raw.clear ?? false,
      options: cleanOptions(raw.options ?? []),
      position: file.position([section, label], 'key'),
      ...(others.length > 0 ? { others } : {}),
      ...refinements(raw),
    }
  })
}

function refinements(raw: Loose<Attribute>): Partial<AttributeSpec> {
  return {
    ...(raw.as === undefined ? {} : { as: readSteps(raw.as as WrittenStep[]) }),
    ...(raw.default === undefined ? {} : { default: raw.default }),
    ...(raw.compute?.base === undefined ? {} : { compute: computation(raw.compute, raw.compute.base) }),
    ...(raw.prefer === undefined ? {} : { prefer: raw.prefer }),
  }
}

function computation({ factor, add, minimum, round, to }: Loose<Compute>, base: string): Computation {
  return {
    base,
    factor: String(factor ?? 1),
    add: String(add ?? 0),
    minimum: minimum === undefined ? null : String(minimum),
    round: round ?? 'half-up',
    to: to ?? 2,
  }
}

/** As values are written: what no service keeps is left out. */
function cleanOptions(options: string[]): string[] {
  return [...new Set(options.map((option) => collapse(withoutControls(option))))].filter((option) => option !== '')
}
