import type { Provenance } from './plan.ts'

const TEMPLATES = 'attributes.yaml'

/** Where a value comes from that the workspace itself gives, by `value:`. */
export function templateOrigin(label: string): Provenance {
  return { source: TEMPLATES, path: `attributes.${label}.value` }
}

/** Where a value comes from that stands in for what the source does not say. */
export function defaultOrigin(label: string): Provenance {
  return { source: TEMPLATES, path: `attributes.${label}.default`, defaulted: true }
}

/** True for values of templates: only there `{today}` means the day of the apply. */
export function isTemplate(origin: Provenance | undefined): boolean {
  return origin?.source === TEMPLATES && origin.path.endsWith('.value')
}

/** A value that comes from sync.yaml. */
export function policyOrigin(path: string): Provenance {
  return { source: 'policy', path }
}

/** The part of a definition that a spec describes. */
export function specOrigin({ file, line, column }: { file: string; line: number; column: number }): Provenance {
  return { source: TEMPLATES, path: `${file}:${line}:${column}` }
}

/** One object for all values from one place: there are many values, and few places. */
export function interned(origins: Map<string, Provenance>, source: string, path: string): Provenance {
  const known = origins.get(path)
  if (known?.source === source) return known
  const origin = { source, path }
  origins.set(path, origin)
  return origin
}
