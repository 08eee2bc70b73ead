import { createReadStream, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { LiveResource } from '../src/model/live.ts'
import type { Workspace } from '../src/model/settings.ts'
import type { Target } from '../src/model/target.ts'
import { systemClock } from '../src/net/clock.ts'
import { plytixTraits } from '../src/providers/plytix/traits.ts'
import { readSourceFile } from '../src/services/source-file.ts'
import { writeExport } from '../src/state/exports/write.ts'
import { liveState, type PimProduct, productResource } from '../test/support/pim.ts'
import { amazonShop } from '../test/support/providers.ts'
import { EXPORT_FACTS, sample } from './catalogue.ts'
import type { Measured } from './planning.ts'
import { plan, withState, workspace } from './session.ts'

/** A process of the planning benchmark: writes an export and an account, or plans from them. */

const [task, count, file = ''] = process.argv.slice(2)
const listings = Number(count)

if (task === 'write') await write()
else process.stdout.write(JSON.stringify(await withState(measure)))

async function write(): Promise<void> {
  const { items, account } = sample(listings)
  await writeExport(file, EXPORT_FACTS, items)
  const masters = (account.products ?? []).slice(0, listings)
  const missing = Array.from({ length: listings - masters.length }, (_, index) => ({ sku: `MORE-${index}` }))
  const lines = [...masters, ...missing].map((product, index) =>
    JSON.stringify({ attributes: {}, ...product, id: index.toString(16).padStart(24, '0'), links: {} }),
  )
  await writeFile(`${file}.products`, lines.join('\n'))
}

async function measure(state: Parameters<Parameters<typeof withState>[0]>[0]): Promise<Measured> {
  const ours = workspace()
  const target = accountOf(readProducts(), ours)
  const start = performance.now()
  const before = process.cpuUsage()
  const { header, items, diagnostics } = await readSourceFile(file, { ...amazonShop('US'), dropAttributes: true })
  const sources = [{ header, items, diagnostics }]
  const made = await plan({ workspace: ours, sources, target, state, clock: systemClock })
  const milliseconds = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  const bytes = process.resourceUsage().maxRSS * 1024
  const operations = made.operations.length
  const processor = (user + system) / 1000
  return { items: items.length, operations, milliseconds, processor, parsing: await parsing(), bytes }
}

async function parsing(): Promise<number> {
  const start = performance.now()
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) JSON.parse(line)
  return performance.now() - start
}

/** One by one, so that planning is not charged with another form of them all. */
function readProducts(): LiveResource[] {
  return readFileSync(`${file}.products`, 'utf8')
    .split('\n')
    .map((line) => productResource(JSON.parse(line) as PimProduct))
}

/** An account that is already read: what planning costs, without the network. */
function accountOf(products: LiveResource[], ours: Workspace): Target {
  const state = liveState({
    read_at: '2026-11-21T03:00:00.000Z',
    complete: true,
    attributes: [],
    relationships: [],
    family: null,
    products: [],
    assets: [],
    missing_columns: [],
  })
  const read = { ...state, resources: { ...state.resources, product: products } }
  const refuse = (): never => {
    throw new Error('Planning neither writes nor looks twice.')
  }
  return {
    traits: plytixTraits(ours),
    connect: async () => ({ account: 'bench', windows: [] }),
    read: async () => read,
    look: refuse,
    write: refuse,
    calls: () => ({ reads: 0, writes: 0, throttled: 0, retried: 0 }),
    allow: refuse,
    close: async () => undefined,
  }
}
