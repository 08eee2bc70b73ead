import { createPlytixTarget } from '../../src/providers/plytix/target.ts'
import { startPlytixSim } from '../../src/sandbox/plytix/index.ts'
import { createScaledClock } from '../support/scaled-clock.ts'
import { describeTarget } from './target-suite.ts'

describeTarget('plytix', async () => {
  const limits = [{ limit: 100_000, window_size: 10 }]
  const sim = await startPlytixSim({ limits, asyncDelayMs: 20 })
  sim.store.seed({ families: [{ name: 'Amazon' }] })
  const target = createPlytixTarget({
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
  const query = { attributes: [], relationships: [], gallery: 'amazon_images', baseline: 'amazon_sync_baseline' }
  const { family } = await target.read({ ...query, family: 'Amazon', owns: () => false, explained: () => true }, signal)
  if (!family) throw new Error('The simulator lost its family.')
  return {
    target,
    family,
    imageUrl: (filename) => `https://m.media-amazon.com/images/I/${filename}`,
    close: () => sim.close(),
  }
})
