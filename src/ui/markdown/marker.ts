/** The first line, which nobody sees: a bot finds the comment by it that it wrote before. No scope can end it. */
export function markerOf({ what, scope }: { what: string; scope: string }): string {
  return `<!-- catalog-sync:${what} ${encodeURIComponent(scope.toWellFormed())} -->`
}
