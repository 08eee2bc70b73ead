import type { Plan } from '../../src/model/plan.ts'
import type { Rejected } from '../../src/model/quality.ts'
import { boot, bootAddress, creation, planWith } from './plans.ts'
import { HOSTILE } from './sample-plans.ts'

function rejected(
  number: number,
  rule: string,
  { value, message, ...more }: Pick<Rejected, 'value' | 'message' | 'also'>,
) {
  const path = rule === 'price-money' ? 'price' : 'summaries[0].itemName'
  return { address: bootAddress(number), item: `US/B0BOOT000${number}`, rule, path, value, message, ...more }
}

/** Rules of quality reject much, with what must harm nothing among it. */
export function judging(): Plan {
  const hostile = HOSTILE[0] as string
  const sample = (number: number, value: string | null) => ({ address: bootAddress(number), value })
  return planWith({
    operations: [1, 2].map((number) => creation(boot(number), { label: `Boot ${number}` })),
    rejected: [
      rejected(3, 'name-required', { value: null, message: 'item_name is missing.', also: ['price-money'] }),
      rejected(4, 'price-money', { value: 'N/A', message: 'price ("N/A") is no amount in IDR.' }),
      rejected(5, 'price-money', {
        value: hostile,
        message: `price (${JSON.stringify(hostile)}) is no amount in IDR.`,
      }),
    ],
    quality: {
      items: 5,
      valid: 2,
      rejected: 3,
      rate: 40,
      rules: [
        { id: 'name-required', field: 'item_name', severity: 'reject', count: 1, samples: [sample(3, null)] },
        {
          id: 'price-money',
          field: 'price',
          severity: 'reject',
          count: 5,
          samples: [sample(3, '-'), sample(4, 'N/A'), sample(5, hostile)],
        },
        { id: 'image-https', field: 'images[].url', severity: 'warn', count: 0, samples: [] },
        { id: 'one-color', field: null, severity: 'warn', count: 1, samples: [sample(2, null)] },
      ],
      defaults: { amazon_note: 2, amazon_other: 0 },
      coverage: { used: ['item_name', 'price'], unused: ['material', 'tags'], missing: ['note'] },
    },
    applyable: false,
    guards: [
      {
        code: 'quality-threshold',
        message: 'specs/quality.yaml rejects 3 of 5 items (60 %; policy.max_invalid_percent is 20).',
        hint: 'Look at what is rejected.',
        allowed: false,
      },
    ],
  })
}
