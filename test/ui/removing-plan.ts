import type { JsonObject } from '../../src/model/json.ts'
import type { Blocked, Gone, Plan } from '../../src/model/plan.ts'
import { EVERYTHING } from '../support/boots.ts'
import { blocked, boot, bootAddress, deletion, links, planWith, update } from './plans.ts'

export const list = <T>(length: number, make: (number: number) => T): T[] =>
  Array.from({ length }, (_, at) => make(at + 1))
export const title = (number: number): string =>
  `Prairie Boot Co Women's Laramie Western Boot, sand, ${6 + (number % 6)} Wide`

export const whole = (number: number): JsonObject => ({
  sku: boot(number),
  label: title(number),
  status: 'Draft',
  attributes: {
    amazon_color: 'sand',
    amazon_size: '8 Wide',
    amazon_images: [`asset.71boot${number}.jpg`, 'asset.71sole.jpg'],
  },
})

const lost = (number: number, since: string | null, message: string): Gone => ({
  address: bootAddress(number),
  key: boot(number),
  since,
  message,
})

const GONE = 'The export of US of 2026-11-20 has its listing no more, as every one since 2026-11-18'

const PRUNE_HINT = 'If it is to go, plan with --prune products, or set policy.prune.products in sync.yaml.'

export function held(number: number, code: Blocked['code'], [message, hint]: [string, string]): Blocked {
  return { ...blocked(number, code, [message, hint]), id: `delete:${bootAddress(number)}`, action: 'delete' }
}

function notUnlinked(source: string, code: Blocked['code'], [message, hint]: [string, string]): Blocked {
  const address = `link.amazon_listings.${source}`
  return { id: `unlink:${address}`, address, action: 'unlink', code, message, hint }
}

/** Corrected matches, replaced images, marks, archives, deletes, and what is held back. */
export function removing(): Plan {
  const moved = links('link', 'amazon_listings.PB2001', { before: [boot(30)], after: [boot(30), boot(1)] })
  const since = '2026-11-18T03:00:00Z'
  return planWith({
    selection: { ...EVERYTHING, prune: ['images', 'links', 'products'] },
    guards: [
      {
        code: 'large-delete',
        message: 'The plan deletes 2 of our 41 products of US (4.9 %; policy.max_delete_percent is 2).',
        hint: 'Look at what goes. If it is meant, plan with --allow-deletes.',
        allowed: true,
      },
    ],
    summary: { unchanged: 610, detach: 2 },
    names: { 'asset.id:5a8d5a8d5a8d5a8d5a8d5a8d': 'PT03 71old' },
    operations: [
      update(boot(2), {
        amazon_images: [['asset.71boot2.jpg', 'asset.id:5a8d5a8d5a8d5a8d5a8d5a8d'], ['asset.71boot2.jpg']],
      }),
      update(boot(3), {
        amazon_images: [
          ['asset.71boot3.jpg', 'asset.71old.jpg'],
          ['asset.71new.jpg', 'asset.71boot3.jpg'],
        ],
      }),
      ...[4, 5, 6].map((at) =>
        update(boot(at), { amazon_listing_status: ['ACTIVE', 'GONE'] }, { reason: 'its listing is gone' }),
      ),
      moved,
      links('unlink', 'amazon_listings.PB1001', { before: [boot(1)], after: [], dependsOn: [moved.id] }),
      links('unlink', 'amazon_hierarchy.B077PARENT', {
        before: [boot(8), boot(9)],
        after: [],
        reason: 'the source names no parent any more',
      }),
      { ...deletion(boot(10), 'its listing is gone since 2026-11-18'), before: whole(10) },
      { ...deletion(boot(11), 'its listing is gone since 2026-11-18'), before: whole(11) },
    ],
    gone: [
      ...[4, 5, 6].map((at) => lost(at, since, `${GONE}; this plan marks it as gone.`)),
      ...[10, 11].map((at) => lost(at, since, `${GONE}; this plan deletes it.`)),
      lost(12, since, `${GONE}; it is not deleted: it has variants.`),
      lost(
        13,
        null,
        'The export of US of 2026-11-20 has its listing no more; the product is left as it is: no complete export a day older lacks it.',
      ),
    ],
    stale: [
      {
        address: 'link.amazon_listings.PB1001',
        targets: [bootAddress(1)],
        message: 'This program made the link, and it follows from the source no more; this plan removes it.',
      },
      {
        address: 'link.amazon_listings.PB1009',
        targets: [bootAddress(14)],
        message: 'This program made the link, and it follows from the source no more; it is left as it is.',
      },
    ],
    blocked: [
      ...list(7, (at) =>
        held(20 + at, 'changed', [
          `People changed it since this program last wrote it: amazon_color, field ${at}.`,
          'Delete it in Plytix if nothing of that is needed.',
        ]),
      ),
      held(12, 'bound', ['It has variants.', 'Undo that in Plytix, or leave it as it is.']),
      notUnlinked('PB1009', 'prune-off', [
        'The source has the link no more.',
        'If it is to go, plan with --prune links, or set policy.prune.links in sync.yaml.',
      ]),
      ...list(2, (at) => held(40 + at, 'prune-off', ['The source has it no more.', PRUNE_HINT])),
      notUnlinked('PB1010', 'partial-export', ['The export of US holds less than usual.', 'A complete export tells.']),
      ...list(12, (at) =>
        held(50 + at, 'threshold', [
          '12 deletes are more than policy.max_delete_percent allows.',
          'Plan with --allow-deletes if they are meant.',
        ]),
      ),
    ],
  })
}
