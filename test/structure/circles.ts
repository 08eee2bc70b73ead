/** What each file imports. */
export type Graph = Map<string, string[]>

/** Files that import one another, directly or over others: each group sorted, and the groups too. */
export function circlesIn(graph: Graph): string[][] {
  const reach = new Map([...graph.keys()].map((file) => [file, reachableFrom(file, graph)]))
  const groups = new Map<string, string[]>()
  for (const [file, reached] of reach) {
    if (!reached.has(file)) continue
    const group = [...reached].filter((other) => reach.get(other)?.has(file)).sort()
    groups.set(group.join(), group)
  }
  return [...groups.values()].sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
}

function reachableFrom(start: string, graph: Graph): Set<string> {
  const reached = new Set<string>()
  const open = [...(graph.get(start) ?? [])]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    open.push(...(graph.get(file) ?? []))
  }
  return reached
}
