import { startPlytixSim } from '../src/sandbox/plytix/index.ts'
import { sample } from './catalogue.ts'

/** The simulator in a process of its own, with the account of a sample. */

const [listings = '', latency = ''] = process.argv.slice(2)
const limits = [{ limit: 1_000_000, window_size: 10 }]
const { url, authUrl, store } = await startPlytixSim({ limits, asyncDelayMs: 0, latencyMs: Number(latency) })
store.seed(sample(Number(listings)).account)
process.on('disconnect', () => process.exit())
process.send?.({ url, authUrl })
