import type { TargetCheck } from '../../model/section.ts'
import { isTakenName, TAKEN_HINT } from '../../model/taken-names.ts'
import { count, literalPrefix, placeholders } from '../../model/template.ts'
import { BASELINE } from './facts.ts'
import type { PlytixTarget } from './generated/target.ts'

/** What the schema of `target.plytix` cannot express. */
export function check(given: TargetCheck): void {
  skuTemplate(given)
  ownProductsAreNotCanonical(given)
  galleryLabel(given)
  takenLabels(given)
  notItsOwnSource(given)
}

/** What is made of a product of the account would be a product to make something of, and so on. */
function notItsOwnSource({ settings, sources, where, report }: TargetCheck): void {
  const same = sources.some(({ settings: { provider, account } }) => provider === settings.provider && account === null)
  if (!same) return
  report([], {
    code: 'same-account',
    part: 'key',
    message: `${where} and source.${settings.provider} are one account: whatever is made there would be read again`,
    hint: 'Name the account that is read: source.plytix.account: NAME, whose variables begin with NAME_.',
  })
}

function skuTemplate({ settings, sources, where, report, suggest }: TargetCheck): void {
  const found = placeholders(settings.sku)
  const problem = (message: string) => report(['sku'], { code: 'sku-template', message: `${where}.sku ${message}` })
  const [first] = sources
  if (!first) return
  const { id, shop } = first.words
  // What one source calls them are names for all.
  const ids = ['id', ...sources.map(({ words }) => words.id.placeholder)]
  const shops = ['shop', ...sources.map(({ words }) => words.shop.placeholder)]
  if (!found.some((name) => ids.includes(name))) {
    problem(`must contain {${id.placeholder}}, or all listings would get one SKU`)
  }
  const divided = sources.some((source) => source.settings.shops.length > 1)
  if (divided && !found.some((name) => shops.includes(name))) {
    const reason = `since ${id.noun} can be listed in several of the configured ${shop.noun}s`
    problem(`must contain {${shop.placeholder}}, ${reason}`)
  }
  const known = [shop.placeholder, id.placeholder]
  const taken = [...new Set([...ids, ...shops, 'source'])]
  for (const name of taken) {
    if (count(found, name) > 1) problem(`must contain {${name}} once, not ${count(found, name)} times`)
  }
  for (const name of found) {
    if (taken.includes(name)) continue
    problem(`takes only {${known.join('} and {')}}, not {${name}}${suggest(name, known)}`)
  }
}

function ownProductsAreNotCanonical({ section, settings, where, report }: TargetCheck): void {
  const prefix = literalPrefix(settings.sku)
  if (settings.canonical.exclude_sku_prefixes.some((excluded) => prefix.startsWith(excluded))) return
  if ((section as Partial<PlytixTarget>).canonical?.exclude_sku_prefixes === undefined) return
  report(['canonical', 'exclude_sku_prefixes'], {
    code: 'canonical-prefix',
    severity: 'warning',
    part: 'key',
    message: `no entry covers ${JSON.stringify(prefix)}, with which ${where}.sku begins`,
    hint: 'Add it, lest products of other marketplaces or scopes be taken for canonical ones.',
  })
}

function galleryLabel({ settings, report }: TargetCheck): void {
  if (settings.gallery !== BASELINE.label) return
  const message = `${BASELINE.label} holds what was last written to a product and cannot be the gallery`
  report(['gallery'], { code: 'label', message })
}

function takenLabels({ settings, report }: TargetCheck): void {
  const { gallery, canonical } = settings
  const columns = canonical.identifiers.map((column) => column.replace(/^attributes\./, ''))
  const places: [string, (string | number)[]][] = [
    [gallery, ['gallery']],
    ...columns.map((label, index): [string, (string | number)[]] => [label, ['canonical', 'identifiers', index]]),
  ]
  for (const [label, path] of places) {
    if (!isTakenName(label)) continue
    report(path, { code: 'reserved', message: `${label} cannot be used as a label`, hint: TAKEN_HINT })
  }
}
