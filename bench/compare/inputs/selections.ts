import type { Input } from '../input.ts'
import { changeUpstream, ourSkus, workByHand } from '../world.ts'

const SELECTIONS: string[][] = [
  ['--only', 'schema'],
  ['--only', 'products'],
  ['--only', 'images'],
  ['--only', 'hierarchy,listings'],
  ['--only', 'schema,products'],
  ['--style', 'PB1000'],
  ['--style', 'PB1004', '--only', 'products,images'],
  ['--limit', '5'],
  ['--limit', '3', '--only', 'products'],
  ['--address', 'product.AMZN-US-B0*'],
  ['--address', 'link.amazon_listings.*'],
  ['--exclude', 'asset.4*', '--exclude', 'attribute.amazon_color'],
  ['--exclude', 'relationship.amazon_hierarchy'],
  ['--marketplace', 'US'],
]

/** Narrowed plans, of a first load and of an account with a past; and a load that is made in parts. */
export const selections: Input = {
  name: 'selections',
  title: 'narrowed plans',
  sandbox: { listings: 90, seed: 11 },
  async work(side) {
    const asins = side.sandbox.amazon.items.map(({ asin }) => asin).sort()
    const chosen = [
      ...SELECTIONS,
      ['--address', `product.AMZN-US-${asins[7]}`, '--address', `product.AMZN-US-${asins[40]}`],
      ['--exclude', `product.AMZN-US-${asins[9]}`],
    ]
    await side.ask('export', ['export'])
    for (const args of chosen.filter((_, index) => index % 2 === 0)) {
      await side.plan(`first: ${args.join(' ')}`, 'narrow.json', args)
    }
    await side.plan('a canary', 'canary.json', ['--limit', '10'])
    await side.apply('apply the canary', ['canary.json'])
    await side.plan('the rest', 'rest.json')
    await side.apply('apply the rest', ['rest.json'])
    await workByHand(side)
    changeUpstream(side)
    await side.ask('export again', ['export'])
    await side.plan('later: everything', 'all.json')
    for (const args of chosen) await side.plan(`later: ${args.join(' ')}`, 'narrow.json', args)
    const [sku = ''] = ourSkus(side)
    await side.plan('later: one product', 'narrow.json', ['--address', `product.${sku}`])
    await side.sync('a part that does not exist', ['plan', '--only', 'nonsense'])
  },
}
