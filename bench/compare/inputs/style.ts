import type { RawCatalogItem } from '../../../src/sandbox/amazon/raw.ts'
import type { AccountSeed } from '../../../src/sandbox/plytix/index.ts'
import { dataFile, missingFile, readData } from '../data.ts'
import type { Input } from '../input.ts'

const [ITEMS, ACCOUNT] = [dataFile('mca0032', 'catalog-items.json'), dataFile('mca0032', 'canonical-products.json')]
const FORMS = ['amazon.json', 'catalog-items.json', 'mapping.json']

/** One style of a real brand, as Amazon serves it and in the files of older scripts. */
export const style: Input = {
  name: 'mca0032',
  title: 'twenty listings of a real style',
  ...missingFile('mca0032', 'amazon.json'),
  sandbox: {
    items: readData<{ items: RawCatalogItem[] }>(ITEMS, { items: [] }).items,
    account: readData<AccountSeed>(ACCOUNT, {}),
  },
  async work(side) {
    for (const form of FORMS) {
      const file = dataFile('mca0032', form)
      await side.plan(`plan from ${form}`, `${form}.plan.json`, ['--export', file])
    }
    await side.ask('export', ['export'])
    await side.plan('plan', 'first.json')
    await side.ask('match', ['match', '--snapshot', 'latest'])
    await side.apply('apply', ['first.json'])
    await side.plan('plan after the apply', 'again.json')
    await side.plan('plan from amazon.json after it', 'other.json', ['--export', dataFile('mca0032', 'amazon.json')])
  },
}
