import type { Sandbox } from '../../src/sandbox/index.ts'

/** How often each shape of call came in: a method, a path without what names single things, and a refusal. */
export interface Calls {
  [shape: string]: number
}

/** Both simulators' calls since the last time. */
export function takeCalls({ plytix, amazon }: Sandbox): Calls {
  const shapes = [
    ...plytix.calls.splice(0).map(({ method, path, status }) => [method, anonymous(path), ...refused(status)]),
    ...amazon.calls
      .splice(0)
      .map(({ method, path, query, status }) => [
        method,
        anonymous(path),
        Object.keys(query).sort().join(','),
        ...refused(status),
      ]),
  ]
  const counts: Calls = {}
  for (const shape of shapes.map((parts) => parts.filter(Boolean).join(' ')).sort()) {
    counts[shape] = (counts[shape] ?? 0) + 1
  }
  return counts
}

function anonymous(path: string): string {
  return path
    .replace(/\/[0-9a-f]{24}(?=\/|$)/g, '/{id}')
    .replace(/\/B0[0-9A-Z]{8}(?=\/|$)/g, '/{asin}')
    .replace(/(documents?|reports)\/[^/]+$/, '$1/{id}')
}

function refused(status: number): string[] {
  return status >= 200 && status < 300 ? [] : [`-> ${status}`]
}
