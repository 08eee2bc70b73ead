import { SILENT } from '../../../src/model/log.ts'
import { createSecrets } from '../../../src/net/secrets.ts'
import { createShopifySource } from '../../../src/providers/shopify/source.ts'
import { type Exported, exportSource, newWork } from '../../../src/services/export.ts'
import { shopsOf } from '../../../src/services/shops.ts'
import { requestOf } from '../../../src/services/source-request.ts'
import { exportsFolder } from '../../../src/services/sources.ts'
import type { Work } from '../../../src/state/exports/open-work.ts'
import { resumeWork } from '../../../src/state/exports/work.ts'
import { workPath } from '../../../src/state/exports/work-folder.ts'
import type { Mortal } from '../../crash/mortal.ts'
import { providers } from '../../support/providers.ts'
import type { Shop } from '../shop.ts'
import { catalogueWorkspace } from './workspace.ts'

/** A machine that reads a shop: its folder keeps exports, and what was got of one that was interrupted. */
export interface Reader {
  shop: Shop
  folder: string
}

interface Reading {
  /** Goes on with what was interrupted; otherwise the read begins anew. */
  resume?: boolean
  mortal?: Mortal
  signal?: AbortSignal
}

const { settings } = catalogueWorkspace()

export const exportsOf = ({ folder }: Pick<Reader, 'folder'>): string => exportsFolder(folder)

/** `sync export`. @throws what it ends with */
export async function read(reader: Reader, { resume = false, mortal, signal }: Reading = {}): Promise<Exported> {
  const { shop } = reader
  const { accessToken, clientSecret } = shop.options
  const [place] = shopsOf({ settings, providers })
  if (!place) throw new Error('The workspace has no source.')
  const source = createShopifySource({
    settings: place.settings,
    values: { SHOPIFY_ACCESS_TOKEN: accessToken, SHOPIFY_API_URL: shop.url },
    ...{ clock: shop.clock, random: () => 0.5, userAgent: 'test/1', share: 1, log: SILENT, onWait: () => undefined },
    secrets: createSecrets(accessToken, clientSecret),
  })
  const request = requestOf(place)
  const common = { source, request, folder: exportsOf(reader), out: null, clock: shop.clock }
  const begun = resume ? resumeWork(workPath(common.folder, { provider: source.name, request })) : null
  const work = begun ?? (await newWork(common))
  return exportSource({
    ...common,
    whole: request,
    emit: () => undefined,
    signal: signal ?? new AbortController().signal,
    work: mortal ? untilDeath(work, mortal) : work,
    noun: place.side.facts.shop.noun,
  })
}

/** A process that is gone writes nothing down, and takes nothing away. */
function untilDeath(work: Work, mortal: Mortal): Work {
  const { memo } = work
  return {
    ...work,
    memo: {
      recall: (key) => memo.recall(key),
      keep(key, value) {
        if (!mortal.died) memo.keep(key, value)
      },
    },
    remove: () => (mortal.died ? work.close() : work.remove()),
  }
}
