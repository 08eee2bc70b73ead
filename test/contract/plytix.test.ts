import { liveOf } from '../../src/model/live.ts'
import { PLYTIX } from '../../src/providers/plytix/facts.ts'
import { createPlytixTarget } from '../../src/providers/plytix/target.ts'
import { plytixTraits } from '../../src/providers/plytix/traits.ts'
import { startPlytixSim } from '../../src/sandbox/plytix/index.ts'
import { createScaledClock } from '../support/scaled-clock.ts'
import { contractWorkspace, FAMILY, pimWords } from './pim.ts'
import { describeTarget } from './target-suite.ts'

describeTarget('plytix', plytixTraits(contractWorkspace(PLYTIX)), async () => {
  const limits = [{ limit: 100_000, window_size: 10 }]
  const sim = await startPlytixSim({ limits, asyncDelayMs: 20 })
  sim.store.seed({ families: [{ name: FAMILY }] })
  const target = createPlytixTarget({
    workspace: contractWorkspace(PLYTIX),
    apiKey: 'sandbox-key',
    apiPassword: 'sandbox-password',
    apiUrl: sim.url,
    authUrl: sim.authUrl,
    clock: createScaledClock(20),
    random: () => 0.5,
    share: 1,
  })
  const { signal } = new AbortController()
  await target.connect(signal)
  const live = await target.read({ paths: [], owns: () => false, explained: () => true }, signal)
  const [family] = liveOf(live, 'family')
  if (!family) throw new Error('The simulator lost its family.')
  return { target, words: pimWords(PLYTIX, { id: family.id, name: family.key }), close: () => sim.close() }
})
