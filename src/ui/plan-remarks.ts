import type { Plan } from '../model/plan.ts'
import { renderDiagnostics } from './diagnostics.ts'
import { FEW, more } from './first-few.ts'

/** Operations that are held back, by the reason. */
export function blocked({ blocked: list }: Plan): string[] {
  if (list.length === 0) return []
  const lines: string[] = ['Blocked:']
  for (const code of [...new Set(list.map((entry) => entry.code))]) {
    const group = list.filter((entry) => entry.code === code)
    for (const { id, message, hint } of group.slice(0, FEW)) lines.push(`    ${id}: ${message} ${hint}`)
    lines.push(...more(group.length))
  }
  return lines
}

/** What the steps of planning remarked, by its code. */
export function diagnostics({ diagnostics: list }: Plan): string[] {
  if (list.length === 0) return []
  const lines: string[] = ['Remarks:']
  for (const code of [...new Set(list.map((entry) => entry.code))]) {
    const group = list.filter((entry) => entry.code === code)
    lines.push(...renderDiagnostics(group.slice(0, FEW)).map((text) => `    ${text}`), ...more(group.length))
  }
  return lines
}
