import { parseAddress } from '../model/address.ts'
import type { Conflict, Plan, Stale } from '../model/plan.ts'
import { renderDiagnostics } from './diagnostics.ts'
import { atFirstDot, count, itemName, line, shown, some, table } from './words.ts'

const FEW = 5

/** What a reviewer must know besides the operations: grouped, the first few of each group. */
export function renderFindings(plan: Plan): string[] {
  const sections = [
    section(unadopted(plan)),
    section(
      differences(
        'Conflicts, changed on both sides and held back:',
        plan.conflicts.filter(({ kind }) => kind === 'both-moved'),
      ),
    ),
    section(drift(plan)),
    section(
      differences(
        'Kept, because people may refine these fields:',
        plan.conflicts.filter(({ kind }) => kind === 'kept'),
      ),
    ),
    section(blocked(plan)),
    section(gone(plan)),
    section(stale(plan)),
    section(ambiguous(plan)),
    section(unmatched(plan)),
    section(diagnostics(plan)),
  ]
  return sections.flat()
}

function section(lines: string[]): string[] {
  return lines.length === 0 ? [] : [...lines.map(line), '']
}

function more(total: number): string[] {
  return total > FEW ? [`    … and ${(total - FEW).toLocaleString('en-US')} more`] : []
}

function unadopted({ conflicts }: Plan): string[] {
  const list = conflicts.filter(({ kind }) => kind === 'unadopted')
  if (list.length === 0) return []
  const products = new Set(list.map(({ address }) => address)).size
  return differences(
    `Without a baseline, and kept: ${count(list.length, 'differing value')} on ${count(products, 'product')} that this program did not write:`,
    list,
  )
}

type Difference = Pick<Conflict, 'address' | 'field' | 'live' | 'desired'>

function differences(title: string, list: Difference[]): string[] {
  if (list.length === 0) return []
  const rows = list
    .slice(0, FEW)
    .map(({ address, field, live, desired }) => [
      address.replace('product.', ''),
      field,
      `live ${shown(live)}`,
      `source ${shown(desired)}`,
    ])
  return [title, ...table(rows, '    '), ...more(list.length)]
}

function drift({ drift: list }: Plan): string[] {
  const spared = list.filter(({ decision }) => decision === 'spared')
  const overwritten = list.filter(({ decision }) => decision === 'overwritten')
  return [
    ...differences('Drift, changed by people since the last apply, and spared:', spared),
    ...differences('Drift that this plan overwrites (policy.on_drift):', overwritten),
  ]
}

function blocked({ blocked: list }: Plan): string[] {
  if (list.length === 0) return []
  const lines: string[] = ['Blocked:']
  for (const code of [...new Set(list.map((entry) => entry.code))]) {
    const group = list.filter((entry) => entry.code === code)
    for (const { id, message, hint } of group.slice(0, FEW)) lines.push(`    ${id}: ${message} ${hint}`)
    lines.push(...more(group.length))
  }
  return lines
}

function gone({ gone: list }: Plan): string[] {
  if (list.length === 0) return []
  const rows = list.slice(0, FEW).map(({ key, message }) => [key, message])
  return [
    `${count(list.length, 'product')} of ours gone from the source:`,
    ...table(rows, '    '),
    ...more(list.length),
  ]
}

function stale({ stale: list }: Plan): string[] {
  if (list.length === 0) return []
  const rows = list.slice(0, FEW).map(({ address, targets }) => {
    const [relationship, sku] = atFirstDot(parseAddress(address).key)
    const products = targets.map((target) => parseAddress(target).key)
    return [relationship, `${sku} -> ${some(products, FEW)}`]
  })
  const title = `${staleLinks(list)}: this program made them, and they follow from the source no more:`
  return [title, ...table(rows, '    '), ...more(list.length)]
}

/** `2 stale links` */
export function staleLinks(list: Stale[]): string {
  const pairs = list.reduce((total, { targets }) => total + targets.length, 0)
  return count(pairs, 'stale link')
}

function ambiguous({ ambiguous: list }: Plan): string[] {
  if (list.length === 0) return []
  const rows = list.slice(0, FEW).map((entry) => [
    itemName(entry),
    some(
      entry.candidates.map(({ sku, method, value }) => `${sku} (${method} ${value})`),
      FEW,
    ),
  ])
  return [
    'Ambiguous listings, linked to nothing until an override decides:',
    ...table(rows, '    '),
    ...more(list.length),
  ]
}

function unmatched({ unmatched: list }: Plan): string[] {
  if (list.length === 0) return []
  const rows = list.slice(0, FEW).map((entry) => [itemName(entry), entry.class, entry.message])
  return [`${count(list.length, 'listing')} without a canonical product:`, ...table(rows, '    '), ...more(list.length)]
}

function diagnostics({ diagnostics: list }: Plan): string[] {
  if (list.length === 0) return []
  const lines: string[] = ['Remarks:']
  for (const code of [...new Set(list.map((entry) => entry.code))]) {
    const group = list.filter((entry) => entry.code === code)
    lines.push(...renderDiagnostics(group.slice(0, FEW)).map((text) => `    ${text}`), ...more(group.length))
  }
  return lines
}
