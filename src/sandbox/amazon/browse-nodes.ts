import type { RawCatalogItem, RawClassification } from './raw.ts'

/** All classifications of an item, those above them included. */
export function nodesOf(item: RawCatalogItem): { id: string; name: string }[] {
  const nodes: { id: string; name: string }[] = []
  const add = (node: RawClassification | undefined): void => {
    if (!node) return
    if (!nodes.some(({ id }) => id === node.classificationId))
      nodes.push({ id: node.classificationId, name: node.displayName })
    add(node.parent)
  }
  for (const summary of item.summaries ?? []) add(summary.browseClassification)
  for (const { classifications } of item.classifications ?? []) classifications?.forEach(add)
  return nodes
}
