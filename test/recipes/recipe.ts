import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { fences, ROOT } from '../docs/markdown.ts'

/** The block of a page behind `<!-- recipe: NAME -->`. */
export function recipe(page: string, name: string): string {
  const text = readFileSync(join(ROOT, page), 'utf8')
  const found = fences({ path: page, text }).find(({ before }) => before.endsWith(`<!-- recipe: ${name} -->`))
  if (!found) throw new Error(`${page} has no recipe ${name}.`)
  return found.text
}

export function recipeYaml<T>(page: string, name: string): T {
  return parse(recipe(page, name), { merge: true }) as T
}
