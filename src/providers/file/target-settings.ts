import type { Section } from '../../model/provider.ts'
import type { TargetCheck } from '../../model/section.ts'
import type { TargetSettings } from '../../model/settings.ts'
import { count, placeholders } from '../../model/template.ts'
import type { FileTarget } from './generated/target.ts'

export const USUAL_KEY = '{source}-{shop}-{id}'

/** Rows are matched by nothing but their keys. */
export function parseTarget(section: Section): TargetSettings {
  const raw = section as Partial<FileTarget>
  return {
    provider: 'file',
    sku: raw.key ?? USUAL_KEY,
    family: null,
    gallery: '',
    canonical: { exclude_sku_prefixes: [], identifiers: [], match: { model_fallbacks: false, model_size: false } },
    options: { path: raw.path ?? '' },
  }
}

/** What the schema of `target.file` cannot express: every item of every source gets a key of its own. */
export function checkTarget({ settings, sources, where, report, suggest }: TargetCheck): void {
  const found = placeholders(settings.sku)
  const problem = (message: string) => report(['key'], { code: 'key-template', message: `${where}.key ${message}` })
  const names = (which: 'id' | 'shop') => [which, ...sources.map(({ words }) => words[which].placeholder)]
  const has = (which: 'id' | 'shop') =>
    sources.every(({ words }) => found.includes(which) || found.includes(words[which].placeholder))
  const known = [...new Set([...names('id'), ...names('shop'), 'source'])]
  if (!has('id')) problem('must contain {id}, or all items would get one key')
  const shops = sources.reduce((total, source) => total + source.settings.shops.length, 0)
  const providers = new Set(sources.map(({ words }) => words.name)).size
  if (shops > 1 && !has('shop')) problem('must contain {shop}, since several shops are read that may have the same ids')
  else if (providers > 1 && !found.includes('source')) problem('must contain {source}, since several sources are read')
  for (const name of new Set(found)) {
    if (!known.includes(name)) problem(`takes only {${known.join('}, {')}}, not {${name}}${suggest(name, known)}`)
    else if (count(found, name) > 1) problem(`must contain {${name}} once, not ${count(found, name)} times`)
  }
}
