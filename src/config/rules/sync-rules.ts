import { LISTING_STATUS, readsStatus } from '../../model/listing-status.ts'
import { IMAGE_RULES } from './image-rules.ts'
import { PROVIDER_RULES } from './provider-rules.ts'
import type { Rule } from './rule.ts'

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

/** What joins listings keeps each of them, and with it its status. */
const markNeedsStatus: Rule = ({ sync, settings, attributes, entries }, report) => {
  if (settings.policy.on_gone !== 'mark' || entries.target?.side.joins) return
  if (attributes.some((spec) => readsStatus(spec) && spec.write === 'always')) return
  report(sync.position(['policy', 'on_gone'], 'value'), {
    code: 'on-gone',
    message: `policy.on_gone is mark, but no attribute with write: always reads ${LISTING_STATUS}`,
    hint: `Add one to specs/attributes.yaml with from: ${LISTING_STATUS} and write: always, or choose report or archive.`,
  })
}

export const SYNC_RULES: readonly Rule[] = [
  ...PROVIDER_RULES,
  relationshipLabels,
  ...IMAGE_RULES,
  quotaShare,
  markNeedsStatus,
]
