import { describe, expect, it } from 'vitest'
import { skuOf } from '../support/boots.ts'
import { applied, BROGUE, type Forged, idOf, ROPER, taking } from '../support/forgeries.ts'
import type { MemorySnapshot } from '../support/memory/store.ts'
import type { PimProduct } from '../support/pim.ts'

type Forge = (operations: Forged[], account: MemorySnapshot) => void

const TAKEN: [what: string, forge: Forge, why: RegExp][] = [
  [
    'a delete of a canonical product',
    (operations, account) => void operations.push(taking('delete', productOf(account, 'MCA0032'))),
    /delete:product\.MCA0032 is about a SKU/,
  ],
  [
    'adopting a canonical product',
    (operations, account) => void operations.push(taking('adopt', productOf(account, 'MCA0032'))),
    /adopt:product\.MCA0032 is about a SKU/,
  ],
  [
    'a delete of a picture in a plan that is neither a cleanup nor an undoing',
    (operations, account) =>
      void operations.push({
        ...taking('delete', productOf(account, skuOf(ROPER))),
        ...{ id: 'delete:asset.71a.jpg', address: 'asset.71a.jpg', kind: 'asset', key: '71a.jpg', target_id: 'a-71a' },
      }),
    /deletes assets, which only "sync cleanup" and "sync undo" plan/,
  ],
  [
    'an unlink of what is not ours',
    (operations, account) => void operations.push(unlinking(account, ['MCA0032', 'MCA0033'])),
    /unlinks product\.MCA0033, which is no product of this workspace/,
  ],
  [
    'an unlink in another relationship',
    (operations, account) => void operations.push(unlinking(account, ['MCA0032', skuOf(ROPER)], 'accessories')),
    /is about a relationship that sync\.yaml does not declare/,
  ],
  [
    'a baseline word for word in a plan that undoes nothing',
    (operations, account) => {
      const adopt = taking('adopt', productOf(account, skuOf(ROPER)))
      operations.push({ ...adopt, baseline: { fields: [], links: {}, text: null } })
    },
    /word for word, which only "sync undo" plans/,
  ],
  [
    'taking over from another scope in a plan that does not adopt',
    (operations, account) => {
      const adopt = taking('adopt', productOf(account, skuOf(BROGUE)))
      operations.push({ ...adopt, baseline: { fields: [], links: {}, from_scope: 'meadow' } })
    },
    /which only "sync adopt" plans/,
  ],
]

const productOf = ({ products }: MemorySnapshot, sku: string): PimProduct =>
  products.find((one) => one.sku === sku) ?? expect.fail(`There is no ${sku}.`)

function unlinking(
  account: MemorySnapshot,
  [source, target]: [source: string, target: string],
  label = 'amazon_listings',
): Forged {
  const address = `link.${label}.${source}`
  return {
    ...taking('unlink', productOf(account, source)),
    ...{ id: `unlink:${address}`, address, kind: 'link', key: `${label}.${source}` },
    ...{ before: { targets: [`product.${target}`] }, after: { targets: [] } },
    refs: { [`product.${target}`]: idOf(account, target), [`relationship.${label}`]: `r-${label}` },
  }
}

describe('a forged plan that takes away is refused without a write', () => {
  it.each(TAKEN)('for %s', async (_what, forge, why) => {
    const { ended, untouched, desk, account } = await applied(forge)

    expect(ended).toMatchObject({ code: 'not-owned', message: expect.stringMatching(why) })
    expect(untouched).toBe(true)
    expect(desk.target.snapshot()).toEqual(account)
  })
})

describe('what only the account can tell is refused with the operation', () => {
  it('a product of another scope is neither deleted nor adopted', async () => {
    for (const action of ['delete', 'adopt'] as const) {
      const { ended, desk, account } = await applied((operations, found) => {
        operations.splice(0, operations.length, taking(action, productOf(found, skuOf(BROGUE))))
      })

      expect(ended).toMatchObject({ failures: [{ code: 'not-owned' }] })
      expect(desk.target.snapshot()).toEqual(account)
    }
  })

  it('links to a product whose id is another one’s are not removed', async () => {
    const { ended, desk, account } = await applied((operations, found) => {
      const unlink = unlinking(found, ['MCA0032', skuOf(ROPER)])
      unlink.refs[`product.${skuOf(ROPER)}`] = idOf(found, 'SHOELACES')
      operations.splice(0, operations.length, unlink)
    })

    expect(ended).toMatchObject({ failures: [{ code: 'gone' }] })
    expect(desk.target.snapshot()).toEqual(account)
  })
})
