import { type ASTNode, type ConstDirectiveNode, type DocumentNode, visit } from 'graphql'

/** The schema of one version: without what came later or was gone by then, and without the marks that say so. */
export function ofVersion(document: DocumentNode, version: string): DocumentNode {
  return visit(document, {
    enter(node) {
      const marks = directivesOf(node)
      if (marks.length === 0) return undefined
      if (marks.some((mark) => !isThere(mark, version))) return null
      const directives = marks.filter(({ name }) => !MARKS.has(name.value))
      return directives.length === marks.length ? undefined : { ...node, directives }
    },
  })
}

const MARKS = new Set(['since', 'until'])

function directivesOf(node: ASTNode): readonly ConstDirectiveNode[] {
  if (node.kind === 'Directive') return []
  return 'directives' in node ? ((node.directives ?? []) as readonly ConstDirectiveNode[]) : []
}

/** Versions are dates, so their texts compare. */
function isThere({ name, arguments: given = [] }: ConstDirectiveNode, version: string): boolean {
  const value = given[0]?.value
  const edge = value?.kind === 'StringValue' ? value.value : ''
  if (name.value === 'since') return version >= edge
  return name.value === 'until' ? version < edge : true
}
