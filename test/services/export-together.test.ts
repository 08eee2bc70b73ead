import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { ProviderError } from '../../src/model/errors.ts'
import { plainReport } from '../../src/model/export.ts'
import type { Provider } from '../../src/model/provider.ts'
import type { Settings } from '../../src/model/settings.ts'
import type { Source } from '../../src/model/source.ts'
import { systemClock } from '../../src/net/clock.ts'
import { type ExportAllOptions, exportAll } from '../../src/services/export-all.ts'
import { wareRows } from '../odd/bazaar/facts.ts'
import bazaar from '../odd/bazaar/index.ts'
import fair from '../odd/fair/index.ts'

const SHOPS: { [provider: string]: string[] } = { bazaar: ['east'], fair: ['north', 'south'] }
const choice = { brands: [], ids: [], idsFile: null, relatives: true, codes: true, limit: null }

/** Exports of two providers; what is read of a shop is said by `read`. */
function together(read: (shop: string) => Promise<void>, more: Partial<ExportAllOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sync-together-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const providers = new Map([bazaar, fair].map((provider: Provider) => [provider.name, provider]))
  const sources = Object.entries(SHOPS).map(([provider, shops]) => ({
    ...{ provider, shops, account: null, max_age_seconds: 86_400 },
    ...{ image_hosts: [], rollout_styles: [], options: {} },
  }))
  const open = async ({ provider }: { provider: string }): Promise<Source> => ({
    name: provider,
    title: provider,
    async read({ shop }, { gtins }) {
      await gtins()
      await read(shop)
      return {
        ...{ items: wareRows({ shop, id: 'hat', name: 'Hat' }), complete: true, query: {}, counts: {} },
        ...{ report: plainReport(), rejected: [], diagnostics: [] },
        calls: { calls: 1, retried: 0, throttled: 0, sign_ins: 0 },
      }
    },
  })
  const options = {
    ...{ settings: { sources } as unknown as Settings, providers, choice, shops: [], folder, out: null, resume: false },
    ...{ clock: systemClock, open, gtins: async () => [], emit: () => {}, onExport: () => {}, onFailure: () => {} },
    ...more,
  }
  return exportAll(options, new AbortController().signal)
}

test('sources of two providers overlap in time, the shops of one do not', async () => {
  const under = new Set<string>()
  const seen: string[] = []

  const { exports } = await together(async (shop) => {
    under.add(shop)
    await delay(30)
    seen.push([...under].sort().join('+'))
    under.delete(shop)
  })

  expect(seen[0]).toBe('east+north')
  expect(seen.some((shops) => shops.includes('north+south'))).toBe(false)
  expect(exports.map(({ header }) => header.marketplace)).toEqual(['east', 'north', 'south'])
})

test('one that fails does not stop the other, nor another shop of its own', async () => {
  const { exports, failed } = await together(async (shop) => {
    if (shop === 'north') throw new ProviderError('fair-closed', 'The fair is closed.')
    await delay(30)
  })

  expect(exports.map(({ header }) => header.marketplace)).toEqual(['east', 'south'])
  expect(failed.map(({ shop, code }) => [shop, code])).toEqual([['north', 'fair-closed']])
})

test('the codes of the target are read once, whoever asks for them at the same time', async () => {
  let asked = 0
  const gtins = async () => {
    asked += 1
    await delay(20)
    return ['4006381333931']
  }

  await together(() => delay(5), { gtins })

  expect(asked).toBe(1)
})
