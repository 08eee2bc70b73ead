import { liveOf } from '../../src/model/live.ts'
import { PLYTIX } from '../../src/providers/plytix/facts.ts'
import { createPlytixTarget } from '../../src/providers/plytix/index.ts'
import { startPlytixSim } from '../../src/sandbox/plytix/index.ts'
import { createScaledClock } from '../support/scaled-clock.ts'
import { describeTarget } from './target-suite.ts'
import { contractWorkspace, FAMILY } from './vocabulary.ts'

describeTarget('plytix', async () => {
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
  return {
    target,
    dialect: PLYTIX,
    family: { id: family.id, name: family.key },
    imageUrl: (filename) => `https://m.media-amazon.com/images/I/${filename}`,
    close: () => sim.close(),
  }
})
