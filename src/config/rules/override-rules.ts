import { ITEM_ID, SHOP } from '../../model/edge-names.ts'
import { canonicalJson, type Json } from '../../model/json.ts'
import { createKeys } from '../../model/keys.ts'
import type { SourceEntry } from '../entries.ts'
import type { OverrideEntry } from '../overrides.ts'
import { CONTROL_HINT, controlMessage, oneOf, quotedKey } from '../words.ts'
import type { Rule } from './rule.ts'

const validIds: Rule = ({ overrides, entries }, report) => {
  for (const { override, key } of overrides) {
    const { source, id, position } = override
    const [first] = sourcesOf(override, entries)
    if (!first) continue
    const { pattern, example, noun, form } = first.words.id
    const valid = new RegExp(`^(?:${pattern})$`)
    if (valid.test(id)) continue
    const shop = first.settings.shops.at(-1) ?? 'SHOP'
    const examples = source === undefined ? [example, `${shop}/${example}`] : [`${source}/${shop}/${example}`]
    const hint = valid.test(id.toUpperCase())
      ? `Write ${key.toUpperCase()}.`
      : `Keys look like ${examples.join(' or ')}.`
    report(position, { code: ITEM_ID, message: `${quotedKey(id)} is not ${noun}: ${form}`, hint })
  }
}

const knownShops: Rule = ({ overrides, entries }, report) => {
  for (const { override } of overrides) {
    const { shop, position } = override
    const of = sourcesOf(override, entries)
    const configured = [...new Set(of.flatMap(({ settings }) => settings.shops))]
    if (of[0] === undefined || shop === null || configured.length === 0 || configured.includes(shop)) continue
    const { noun } = of[0].words.shop
    const named = shop === '' ? `no ${noun}` : shop
    const message = `${named} is not a ${noun} of this workspace, so the entry has no effect`
    const hint = `Configured: ${oneOf(configured, 'and')}.`
    report(position, { code: SHOP, severity: 'warning', message, hint })
  }
}

/** The sources that an entry may mean. */
function sourcesOf({ source }: OverrideEntry['override'], { sources }: Parameters<Rule>[0]['entries']): SourceEntry[] {
  return sources.filter(({ words }) => source === undefined || words.name === source)
}

const canonicalIsNotOwn: Rule = ({ overrides, settings, entries }, report) => {
  if (entries.sources.length === 0 || !entries.target) return
  const shops = entries.sources.map(({ words, settings: { shops: named } }) => ({ facts: words, shops: named }))
  const { owns } = createKeys(settings.target.sku, shops)
  for (const { override, file, key } of overrides) {
    const { canonical } = override
    if (canonical === undefined) continue
    const position = file.position(['overrides', key, 'canonical'], 'value')
    if (!entries.target.side.joins && owns(canonical)) {
      const message = `${key}.canonical is the SKU of a listing's own product; it must name a canonical product or none`
      report(position, { code: 'canonical', message })
    } else if (canonical !== 'none' && canonical.toLowerCase() === 'none') {
      report(position, { code: 'canonical', message: 'write "none" in lower case' })
    }
  }
}

const noControlCharacters: Rule = ({ overrides }, report) => {
  for (const { override, file, key } of overrides) {
    const control = /\p{Cc}/u.exec(override.canonical ?? '')?.[0]
    if (control === undefined) continue
    const position = file.position(['overrides', key, 'canonical'], 'value')
    report(position, { code: 'control-character', message: controlMessage(control), hint: CONTROL_HINT })
  }
}

const parentIsAnother: Rule = ({ overrides }, report) => {
  for (const { override, file, key } of overrides) {
    if (override.parent === undefined || override.parent !== override.id) continue
    const message = `${override.id} cannot be its own parent`
    report(file.position(['overrides', key, 'parent'], 'value'), { code: 'parent', message })
  }
}

/** Keys that decide something. */
const DECISIONS = ['canonical', 'parent', 'attributes', 'keep', 'images'] as const

const ignoreAlone: Rule = ({ overrides }, report) => {
  for (const { override, file, key } of overrides) {
    if (override.ignore !== true) continue
    const other = DECISIONS.find((name) => override[name] !== undefined)
    if (other === undefined) continue
    const message = `${key} has both ignore and ${other}: an ignored listing is never linked and never written; remove one`
    report(file.position(['overrides', key, 'ignore'], 'key'), { code: 'override', message })
  }
}

const saysSomething: Rule = ({ overrides }, report) => {
  for (const { override, file, key } of overrides) {
    const has = (name: string) => file.has(['overrides', key, name])
    const decides = DECISIONS.some(has) || (has('ignore') && override.ignore !== false)
    if (!decides) {
      const message = `${key} changes nothing`
      const hint = 'Give it canonical, parent, attributes, keep, images or ignore: true, or remove it.'
      report(override.position, { code: 'no-effect', severity: 'warning', message, hint })
    } else if (!has('reason')) {
      const message = `${key} has no reason`
      const hint = 'Say why, for the people who come after you: reason: …'
      report(override.position, { code: 'reason', severity: 'warning', message, hint })
    }
  }
}

function decisionOf({ override }: OverrideEntry): string {
  const { canonical, parent, attributes, keep, images, ignore = false } = override
  return canonicalJson({ canonical, parent, attributes, keep: keep?.toSorted(), images, ignore } as unknown as Json)
}

const onceEach: Rule = ({ overrides, entries }, report) => {
  const first = entries.sources[0]?.words.name
  const known = new Map<string, OverrideEntry>()
  for (const entry of overrides) {
    const { source = first, id: item, shop, position } = entry.override
    const id = JSON.stringify([source, shop, item])
    const earlier = known.get(id)
    if (!earlier) {
      known.set(id, entry)
      continue
    }
    const { file, line } = earlier.override.position
    if (decisionOf(earlier) === decisionOf(entry)) {
      const message = `${entry.key} says the same as ${file}:${line}; one of them is enough`
      report(position, { code: 'duplicate', severity: 'warning', message })
    } else {
      const message = `${entry.key} contradicts ${file}:${line}; keep one of them`
      report(position, { code: 'duplicate', message })
    }
  }
}

export const OVERRIDE_RULES: readonly Rule[] = [
  validIds,
  knownShops,
  canonicalIsNotOwn,
  noControlCharacters,
  parentIsAnother,
  ignoreAlone,
  saysSomething,
  onceEach,
]
