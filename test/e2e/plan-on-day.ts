import { createHash } from 'node:crypto'
import { selectionOf } from '../../src/cli/plan-flags.ts'
import type { Plan } from '../../src/model/plan.ts'
import { systemClock } from '../../src/net/clock.ts'
import { AMAZON_FACTS } from '../../src/providers/amazon/facts.ts'
import { createPlytixTarget } from '../../src/providers/plytix/target.ts'
import { makePlan } from '../../src/services/plan.ts'
import { readSourceFile } from '../../src/services/source-file.ts'
import { toItems } from '../../src/services/sources.ts'
import { openWorkspace } from '../../src/services/workspace.ts'
import { amazonShop, provider, providers } from '../support/providers.ts'
import type { Stage } from './stage.ts'

/** A plan of the stage as a program that runs at that time makes it, from the newest export; there is no flag for it. */
export async function planOnDay({ workspace: folder, sandbox }: Stage, time: number): Promise<Plan> {
  const { workspace, environment } = openWorkspace({ providers, cwd: folder.root, env: sandbox.env })
  const file = folder.files('state').findLast((path) => /exports\/[^/]*\.ndjson$/.test(path)) as string
  const values = environment.valuesFor(provider('plytix'))
  const target = createPlytixTarget({
    apiKey: values.PLYTIX_API_KEY ?? '',
    apiPassword: values.PLYTIX_API_PASSWORD ?? '',
    apiUrl: values.PLYTIX_API_URL ?? '',
    authUrl: values.PLYTIX_AUTH_URL ?? '',
    workspace,
    clock: systemClock,
    random: () => 0.5,
    share: 1,
    onNote: () => undefined,
  })
  try {
    return await makePlan(
      {
        workspace,
        sources: toItems([await readSourceFile(file, amazonShop('US'))], AMAZON_FACTS, workspace.settings),
        target,
        memory: async () => ({ created: new Set(), deadImages: new Set(), takenOff: new Set() }),
        selection: selectionOf({}),
        allow: new Set(),
        program: { name: 'catalog-sync', version: '0.0.0' },
        clock: { ...systemClock, now: () => time },
        digest: (text) => createHash('sha256').update(text).digest('hex'),
      },
      new AbortController().signal,
    )
  } finally {
    await target.close()
  }
}
