import type { Json } from '../../src/model/json.ts'

/** Every path of the documents with the types that stand there, one a line; below an open path keys are data. */
export function shapeOf(documents: Json[], open: string[] = []): string {
  const types = new Map<string, Set<string>>()
  for (const document of documents) walk(document, '', { types, open: new Set(open) })
  const lines = [...types].map(([path, names]) => `${path}: ${[...names].sort().join(' | ')}`)
  return `${lines.sort().join('\n')}\n`
}

function walk(value: Json, path: string, state: { types: Map<string, Set<string>>; open: Set<string> }): void {
  const names = state.types.get(path) ?? new Set()
  if (path !== '') state.types.set(path, names.add(typeOf(value)))
  if (value === null || typeof value !== 'object' || state.open.has(path)) return
  if (Array.isArray(value)) {
    for (const entry of value) walk(entry, `${path}[]`, state)
    return
  }
  for (const [key, entry] of Object.entries(value)) walk(entry, path === '' ? key : `${path}.${key}`, state)
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}
