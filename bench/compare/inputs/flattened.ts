import { dataFile, missingFile } from '../data.ts'
import type { Input } from '../input.ts'

const FILE = dataFile('twisted-x', 'flattened-export.json')

/** A thousand listings in the form of older scripts, against an account that has nothing. */
export const flattened: Input = {
  name: 'flattened',
  title: 'a thousand listings of a flattened export',
  ...missingFile('twisted-x', 'flattened-export.json'),
  sandbox: { listings: 1, account: {} },
  async work(side) {
    await side.plan('plan on an empty account', 'first.json', ['--export', FILE])
    await side.apply('apply a part', ['first.json', '--budget', '500'])
    await side.plan('plan after it', 'again.json', ['--export', FILE])
  },
}
