import { createHash } from 'node:crypto'
import { selectionOf } from '../../src/cli/plan-flags.ts'
import type { Plan } from '../../src/model/plan.ts'
import { systemClock } from '../../src/net/clock.ts'
import { AMAZON_FACTS } from '../../src/providers/amazon/facts.ts'
import { createPlytixTarget } from '../../src/providers/plytix/index.ts'
import { makePlan } from '../../src/services/plan.ts'
import { readSourceFile } from '../../src/services/source-file.ts'
import { toItems } from '../../src/services/sources.ts'
import { openWorkspace } from '../../src/services/workspace.ts'
import type { Stage } from './stage.ts'

/** A plan of the stage as a program that runs at that time makes it, from the newest export; there is no flag for it. */
export async function planOnDay({ workspace: folder, sandbox }: Stage, time: number): Promise<Plan> {
  const { workspace, environment } = openWorkspace({ cwd: folder.root, env: sandbox.env })
  const file = folder.files('state').findLast((path) => /exports\/[^/]*\.ndjson$/.test(path)) as string
  const target = createPlytixTarget({
    workspace,
    ...environment.plytix(),
    clock: systemClock,
    random: () => 0.5,
    share: 1,
    onNote: () => undefined,
  })
  try {
    return await makePlan(
      {
        workspace,
        sources: toItems([await readSourceFile(file, { marketplace: 'US' })], AMAZON_FACTS, workspace.settings),
        target,
        memory: () => ({ created: new Set(), deadImages: new Set() }),
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
