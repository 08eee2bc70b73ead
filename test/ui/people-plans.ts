import { diagnostic } from '../../src/model/diagnostic.ts'
import type { Operation, Plan } from '../../src/model/plan.ts'
import { EVERYTHING } from '../support/boots.ts'
import { judging } from './judging-plan.ts'
import {
  adoption,
  boot,
  conflict,
  creation,
  definition,
  deletion,
  drift,
  links,
  overwrite,
  planWith,
  update,
} from './plans.ts'
import { held, list, removing, title, whole } from './removing-plan.ts'
import { HOSTILE, PLANS as SAMPLES } from './sample-plans.ts'

/** Plans that take over, settle, remove and put back: what people and this program do to the same products. */

const pictures = (number: number) => [
  { slot: 'MAIN', image: `71boot${number}`, asset: `asset.71boot${number}.jpg` },
  { slot: 'PT01', image: '71sole', asset: 'asset.71sole.jpg' },
]

const FIELDS = ['label', 'attributes.amazon_title', 'attributes.amazon_color', 'attributes.amazon_size']

function takenOver(number: number): Operation {
  return adoption(boot(number), number % 2 === 0 ? FIELDS.slice(0, 2) : FIELDS, {
    images: pictures(number),
    links: { amazon_listings: [`PB${1000 + number}`] },
  })
}

/** Products of an older tool; a person has changed one value since. */
export function adopting(number = 3): Plan {
  return planWith({
    purpose: { command: 'adopt' },
    summary: { unchanged: 0 },
    operations: [definition('amazon_sync_baseline', 'MultilineAttribute'), ...list(number, takenOver)],
    conflicts: [conflict('unadopted', 2, 'amazon_color', [null, 'Sand (washed)', 'sand'])],
    drift: [drift('spared', 3, 'amazon_title', [title(3), 'Our Laramie boot', title(3)])],
  })
}

/** The same of another scope, with names that do harm where they can. */
function adoptingScope(): Plan {
  const scope = HOSTILE[0] as string
  return planWith({
    purpose: { command: 'adopt', of: scope },
    operations: HOSTILE.map((text, at) =>
      adoption(at === 0 ? text : boot(at), [`attributes.${text}`], { from_scope: scope }),
    ),
  })
}

/** What a run wrote is put back, but where people have changed it since. */
function undoing(): Plan {
  return planWith({
    purpose: { command: 'undo', of: '20261121T030000Z-3f2a' },
    sources: [],
    matches: { total: 0, matched: 0, rate: 0, unmatched: 0, ambiguous: 0, by_method: {}, by_class: {} },
    guards: [
      {
        code: 'large-delete',
        message: 'Undoing deletes 2 products that the run made.',
        hint: 'Plan with --allow-deletes.',
        allowed: true,
      },
    ],
    operations: [
      update(
        boot(1),
        { amazon_title: [`${title(1)}, Round Toe`, title(1)], amazon_color: ['oak', null] },
        { reason: 'the run wrote it' },
      ),
      update(boot(2), { amazon_size: ['8.5 Wide', '8 Wide'] }, { reason: 'the run wrote it' }),
      { ...creation(boot(3), { label: title(3), attributes: { amazon_color: 'sand' } }), reason: 'the run deleted it' },
      { ...adoption(boot(4), [], { text: null }), reason: 'the run took it over' },
      { ...adoption(boot(5), [], { text: '1 prairie' }), reason: 'the run took it over' },
      links('link', 'amazon_listings.PB1001', { after: [boot(3)] }),
      links('unlink', 'amazon_listings.PB1002', { before: [boot(6)], after: [], reason: 'the run linked it' }),
      { ...deletion(boot(7), 'the run made it'), before: whole(7) },
    ],
    drift: [drift('spared', 2, 'amazon_color', ['oak', 'Oak (oiled)', 'sand'])],
    blocked: [
      held(8, 'changed', [
        'People changed it since: amazon_color.',
        'Delete it in Plytix if nothing of that is needed.',
      ]),
      {
        ...held(9, 'definition', ['Definitions are never removed.', 'Remove it by hand if nobody needs it.']),
        id: 'delete:attribute.amazon_heel',
        address: 'attribute.amazon_heel',
      },
    ],
  })
}

/** Products under a wrong SKU go, and their images; names among them do harm where they can. */
function cleaning(): Plan {
  const wrong = (number: number) => ({
    ...deletion(`AMZN-USA-${number}`, 'its SKU begins with AMZN-USA-'),
    before: { ...whole(number), sku: `AMZN-USA-${number}`, label: HOSTILE[number % HOSTILE.length] as string },
  })
  return planWith({
    purpose: { command: 'cleanup', of: 'AMZN-USA-' },
    sources: [],
    matches: { total: 0, matched: 0, rate: 0, unmatched: 0, ambiguous: 0, by_method: {}, by_class: {} },
    operations: list(8, wrong),
    blocked: [
      held(9, 'not-ours', ['The product has no baseline that says that this program made it.', 'Delete it in Plytix.']),
    ],
  })
}

/** Conflicts end in favour of the account; what goes back to the source is only said. */
function taking(): Plan {
  return planWith({
    selection: { ...EVERYTHING, take: { side: 'target', attributes: ['amazon_title', 'amazon_color'] } },
    operations: [
      adoption(boot(1), ['attributes.amazon_title'], {}),
      adoption(boot(2), ['attributes.amazon_title', 'attributes.amazon_color'], {}),
      update(
        boot(3),
        { amazon_size: ['8', '8 Wide'] },
        {
          baseline: {
            fields: ['attributes.amazon_size'],
            links: {},
            prints: { 'attributes.amazon_color': '1a2b3c4d', label: '5e6f7a8b' },
          },
        },
      ),
    ],
    conflicts: [
      conflict('both-moved', 1, 'amazon_title', [title(1), 'Our Laramie boot', `${title(1)}, Round Toe`]),
      conflict('unadopted', 2, 'amazon_title', [null, HOSTILE[0] as string, title(2)]),
      conflict('both-moved', 2, 'amazon_color', ['sand', 'Sand (washed)', 'bone']),
      conflict('both-moved', 3, 'amazon_color', ['sand', 'Sand (oiled)', 'bone']),
      conflict('both-moved', 4, 'amazon_size', ['8', '8 W', '8 Wide']),
    ],
    drift: [
      {
        ...drift('spared', 5, 'amazon_title', [title(5), 'Our Abilene boot', title(5)]),
        back: { source: 'amazon', path: 'summaries[0].itemName' },
      },
      drift('spared', 5, 'amazon_color', ['sand', 'Sand (washed)', 'sand']),
    ],
  })
}

/** The source wins, and all that people lose by it is shown once; before anything else products are to be taken over. */
function takingSource(): Plan {
  return planWith({
    selection: { ...EVERYTHING, take: { side: 'source', attributes: [] } },
    operations: [update(boot(1), { amazon_color: ['Sand (washed)', 'sand'], amazon_size: ['8 W', '8 Wide'] })],
    overwrites: [
      overwrite('drift', 1, 'amazon_color', ['sand', 'Sand (washed)', 'sand']),
      overwrite('unadopted', 1, 'amazon_size', [null, '8 W', '8 Wide']),
    ],
    drift: [
      drift('overwritten', 1, 'amazon_color', ['sand', 'Sand (washed)', 'sand']),
      drift('overwritten', 1, 'amazon_size', [null, '8 W', '8 Wide']),
    ],
    conflicts: [conflict('unadopted', 1, 'amazon_size', [null, '8 W', '8 Wide'])],
    diagnostics: [
      diagnostic({
        severity: 'warning',
        code: 'unadopted',
        message:
          '612 of 640 products of ours have no baseline: 1,204 of their values differ from the source and are kept.',
        hint: 'Take them over first: sync adopt --out adopt.json, then sync apply adopt.json.',
      }),
    ],
  })
}

/** All plans that have golden files, by the names of these. */
export const PLANS: { [name: string]: () => Plan } = {
  ...SAMPLES,
  adopting,
  'adopting-many': () => adopting(600),
  'adopting-scope': adoptingScope,
  removing,
  judging,
  undoing,
  cleaning,
  taking,
  'taking-source': takingSource,
}
