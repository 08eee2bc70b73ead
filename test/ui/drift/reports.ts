import { changedByPeople } from '../../../src/model/changed-by-people.ts'
import type { DriftReport, Gap } from '../../../src/model/drift-report.ts'
import { blocked, boot, conflict, drift, type PlanParts, planWith, update } from '../plans.ts'
import { title } from '../removing-plan.ts'
import { HOSTILE } from '../sample-plans.ts'

/** Reports as values: what is shown of drift is tried on them. */
function reportWith(parts: PlanParts, { gaps = [], compared = 640, masters = true }: Looked = {}): DriftReport {
  const plan = planWith(parts)
  const { created_at, selection, sources, target, summary, diagnostics } = plan
  const total = (of: Gap['of']) => gaps.filter((gap) => gap.of === of).reduce((sum, { count }) => sum + count, 0)
  const numbers = { unread: total('unread'), unadopted: total('unadopted'), incomparable: total('incomparable') }
  return {
    ...{ scope: plan.workspace.scope, created_at, selection, sources, target, diagnostics },
    ...changedByPeople(plan),
    changes: masters ? summary : null,
    coverage: { ...numbers, owned: 640, compared, complete: gaps.length === 0, gaps },
  }
}

interface Looked {
  gaps?: Gap[]
  compared?: number
  masters?: boolean
}

const IGNORE = (number: number) =>
  `Put "B0BOOT000${number}: { ignore: true }" in specs/overrides, or make it again with --address product.${boot(number)}.`

const INCOMPLETE: Gap = {
  of: 'unread',
  code: 'export-incomplete',
  count: 128,
  message: 'The export of US does not hold everything: at least 128 listings could not be read.',
  hint: 'Complete it: sync export --resume, or sync export.',
}

const UNADOPTED: Gap = {
  of: 'unadopted',
  code: 'no-baseline',
  count: 12,
  message: '12 products of ours have no baseline: nobody knows what was last written.',
  hint: 'Take them over: sync adopt --out adopt.json, then sync apply adopt.json.',
}

const DEPENDENT: Gap = {
  of: 'incomparable',
  code: 'depends-on-match',
  count: 640,
  message: 'amazon_canonical_sku of 640 products depends on canonical products, which were not read.',
  hint: 'Leave --only target out to compare everything.',
}

const LONG = 'The Laramie is a boot for long days in the saddle, with a round toe and a heel that holds the stirrup.'

export const REPORTS: { [name: string]: () => DriftReport } = {
  none: () => reportWith({}),
  changed: () =>
    reportWith({
      drift: [
        drift('spared', 1, 'amazon_title', [title(1), `${title(1)}, Round Toe`, title(1)]),
        drift('spared', 1, 'amazon_color', ['oak', null, 'oak']),
        drift('spared', 2, 'amazon_description', [LONG, LONG.replace('round', 'square'), LONG]),
        drift('spared', 4, 'amazon_tags', [['boot', 'oak'], ['boot'], ['boot', 'oak']]),
      ],
      conflicts: [
        conflict('both-moved', 2, 'amazon_title', [title(2), 'Our Laramie boot', `${title(2)} II`]),
        conflict('both-moved', 5, 'amazon_title', [null, 'Our other boot', `${title(5)} II`]),
      ],
      blocked: [
        blocked(3, 'deleted', ['A run here made the product, and someone deleted it.', IGNORE(3)]),
        { ...blocked(6, 'renamed', ['Someone renamed it.', `Give it the SKU ${boot(6)}.`]), renamed_to: 'OURS-6' },
      ],
      operations: [update(boot(7), { amazon_title: [title(7), `${title(7)} II`] })],
    }),
  partial: () => reportWith({}, { gaps: [INCOMPLETE, UNADOPTED], compared: 500 }),
  'only-target': () =>
    reportWith(
      { drift: [drift('spared', 1, 'amazon_title', [title(1), 'Ours', title(1)])] },
      { gaps: [DEPENDENT], masters: false },
    ),
  overwritten: () =>
    reportWith({
      overwrites: [
        {
          ...drift('overwritten', 1, 'amazon_title', [title(1), 'Ours', title(1)]),
          reason: 'drift',
        },
      ],
      drift: [drift('overwritten', 1, 'amazon_title', [title(1), 'Ours', title(1)])],
    }),
  hostile: () =>
    reportWith({
      workspace: { scope: HOSTILE[0] as string, digest: 'sha256:0' },
      drift: HOSTILE.map((text, at) => drift('spared', at + 1, text, [text, `${text}!`, text])),
      conflicts: HOSTILE.map((text, at) => conflict('both-moved', at + 1, text, [null, text, `${text}?`])),
      blocked: HOSTILE.map((text, at) => blocked(at + 1, 'deleted', [text, text])),
    }),
}
