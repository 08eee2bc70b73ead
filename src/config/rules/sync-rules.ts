import { percent } from '../settings.ts'
import { BASELINE, slug } from '../slug.ts'
import { count, literalPrefix, placeholders } from '../templates.ts'
import { suggestion } from '../words.ts'
import { IMAGE_RULES } from './image-rules.ts'
import type { Draft, Rule } from './rule.ts'

const PLYTIX = ['target', 'plytix'] as const

const skuTemplate: Rule = ({ sync, settings }, report) => {
  const position = sync.position([...PLYTIX, 'sku'], 'value')
  const found = placeholders(settings.target.sku)
  const problem = (message: string) =>
    report(position, { code: 'sku-template', message: `target.plytix.sku ${message}` })
  if (!found.includes('asin')) problem('must contain {asin}, or all listings would get one SKU')
  if (settings.source.marketplaces.length > 1 && !found.includes('marketplace')) {
    problem('must contain {marketplace}, since an ASIN can be listed in several of the configured marketplaces')
  }
  for (const name of ['asin', 'marketplace']) {
    if (count(found, name) > 1) problem(`must contain {${name}} once, not ${count(found, name)} times`)
  }
  for (const name of found) {
    if (name === 'asin' || name === 'marketplace') continue
    problem(`takes only {marketplace} and {asin}, not {${name}}${suggestion(name, ['marketplace', 'asin'])}`)
  }
}

const ownProductsAreNotCanonical: Rule = ({ sync, settings }, report) => {
  const prefix = literalPrefix(settings.target.sku)
  if (settings.target.canonical.exclude_sku_prefixes.some((excluded) => prefix.startsWith(excluded))) return
  if (sync.data?.target?.plytix?.canonical?.exclude_sku_prefixes === undefined) return
  report(sync.position([...PLYTIX, 'canonical', 'exclude_sku_prefixes'], 'key'), {
    code: 'canonical-prefix',
    severity: 'warning',
    message: `no entry covers ${JSON.stringify(prefix)}, with which target.plytix.sku begins`,
    hint: 'Add it, lest products of other marketplaces or scopes be taken for canonical ones.',
  })
}

const relationshipLabels: Rule = ({ sync, settings }, report) => {
  const { hierarchy, listings } = settings.relationships
  for (const [key, { label, name }] of Object.entries({ hierarchy, listings })) {
    if (slug(name) === label) continue
    report(sync.position(['relationships', key, 'label'], 'value'), {
      code: 'label',
      message: `the target makes the label "${slug(name)}" of the name ${JSON.stringify(name)}, not ${JSON.stringify(label)}`,
      hint: `Write label: ${slug(name)}, or change the name.`,
    })
  }
  if (hierarchy.label !== listings.label) return
  report(sync.position(['relationships', 'listings'], 'key'), {
    code: 'label',
    message: `hierarchy and listings are both ${JSON.stringify(listings.label)}; they must be two relationships`,
  })
}

const galleryLabel: Rule = ({ sync, settings }, report) => {
  if (settings.target.gallery !== BASELINE.label) return
  report(sync.position([...PLYTIX, 'gallery'], 'value'), {
    code: 'label',
    message: `${BASELINE.label} holds what was last written to a product and cannot be the gallery`,
  })
}

const quotaShare: Rule = ({ sync, settings }, report) => {
  const position = sync.position(['policy', 'quota_share'], 'value')
  const share = settings.policy.quota_share
  if (share === 0) {
    return report(position, {
      code: 'value',
      message: 'policy.quota_share must be more than 0, or nothing could be done',
    })
  }
  if (share >= 0.01 || typeof sync.data?.policy?.quota_share !== 'number') return
  const written = sync.data.policy.quota_share
  report(position, {
    code: 'value',
    severity: 'warning',
    message: `policy.quota_share is ${written} %, less than a hundredth of the account's quota`,
    hint: `Write ${written * 100}% if that share is meant.`,
  })
}

const somethingToLookFor: Rule = ({ sync }, report) => {
  const amazon = sync.data?.source?.amazon
  const some = (key: 'brands' | 'asins') =>
    amazon?.[key] === undefined ? sync.has(['source', 'amazon', key]) : amazon[key].length > 0
  if (!amazon || some('brands') || some('asins') || amazon.lookup_gtins === true || amazon.seller_id !== undefined)
    return
  report(sync.position(['source', 'amazon'], 'key'), {
    code: 'nothing-to-export',
    severity: 'warning',
    message: 'source.amazon names neither brands nor asins, so sync export finds nothing by itself',
    hint: 'Add brands: [Your Brand], or name an export with --export FILE.',
  })
}

type Policy = NonNullable<NonNullable<Draft['sync']['data']>['policy']>

const prunes = (policy: Policy | undefined): boolean => Object.values(policy?.prune ?? {}).includes(true)

/** Keys that are read and checked, and that nothing acts on yet. */
const noEffectYet: Rule = ({ sync }, report) => {
  const { relationships, policy } = sync.data ?? {}
  const idle: [boolean, string[]][] = [
    [relationships?.exclusive === true, ['relationships', 'exclusive']],
    [(policy?.on_gone ?? 'report') !== 'report', ['policy', 'on_gone']],
    [prunes(policy), ['policy', 'prune']],
    [percent(policy?.max_delete_percent ?? 5) !== 5, ['policy', 'max_delete_percent']],
  ]
  for (const [set, path] of idle) {
    if (!set) continue
    const message = `${path.join('.')} has no effect yet`
    report(sync.position(path, 'key'), { code: 'no-effect', severity: 'warning', message })
  }
}

export const SYNC_RULES: readonly Rule[] = [
  skuTemplate,
  ownProductsAreNotCanonical,
  relationshipLabels,
  galleryLabel,
  ...IMAGE_RULES,
  quotaShare,
  somethingToLookFor,
  noEffectYet,
]
