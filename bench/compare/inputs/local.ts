import type { Input } from '../input.ts'
import { changeUpstream, workByHand } from '../world.ts'

/** Baselines that are kept beside the workspace instead of on the products. */
export const local: Input = {
  name: 'local',
  title: 'local baselines',
  sandbox: { listings: 120, seed: 17 },
  async work(side) {
    side.configure('policy: { baseline: local }')
    await side.ask('export', ['export'])
    await side.plan('first plan', 'first.json')
    await side.apply('first load', ['first.json'])
    await side.plan('plan after it', 'again.json')
    await workByHand(side)
    changeUpstream(side)
    await side.ask('export again', ['export'])
    await side.plan('plan after changes on both sides', 'moved.json')
    await side.apply('apply', ['moved.json'])
    await side.plan('last plan', 'last.json')
  },
}
