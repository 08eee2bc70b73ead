import { percent } from '../settings.ts'
import { IMAGE_RULES } from './image-rules.ts'
import { PROVIDER_RULES } from './provider-rules.ts'
import type { Draft, Rule } from './rule.ts'

const relationshipLabels: Rule = ({ sync, settings, entries }, report) => {
  const { hierarchy, listings } = settings.relationships
  const slug = entries.target?.side.attributes.slug
  if (!slug) return
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
  ...PROVIDER_RULES,
  relationshipLabels,
  ...IMAGE_RULES,
  quotaShare,
  noEffectYet,
]
