import type { Input } from '../input.ts'
import { changeUpstream, everyNth, leaveOlderProducts, ourSkus, workByHand } from '../world.ts'

/** Two thousand generated listings, loaded, and then changed on both sides in every way that the planner tells apart. */
export const generated: Input = {
  name: 'generated',
  title: '2,000 generated listings',
  sandbox: { listings: 2000, seed: 7 },
  async work(side) {
    await leaveOlderProducts(side)
    await side.ask('export', ['export'])
    await side.plan('first plan', 'first.json')
    await side.apply('first load', ['first.json'])
    await side.plan('plan after it', 'again.json')
    await workByHand(side)
    await side.plan('plan after work by hand', 'edited.json')
    changeUpstream(side)
    await side.ask('second export', ['export'])
    await side.plan('plan after changes on Amazon', 'moved.json')
    await side.ask('third export', ['export'])
    await side.plan('plan that knows which listings are gone', 'gone.json')
    await side.ask('match', ['match', '--snapshot', 'latest'])
    for (const sku of everyNth(ourSkus(side), 1).slice(0, 2)) {
      await side.ask(`explain ${sku}`, ['explain', sku, '--snapshot', 'latest'])
    }
    await side.apply('apply', ['gone.json'])
    await side.plan('plan after it', 'last.json')
    side.configure('policy: { on_drift: overwrite, on_unadopted: overwrite, unmatched: flag }')
    await side.plan('plan that overwrites', 'overwriting.json', ['--allow-large-change'])
  },
}
