import type { Plan } from '../model/plan.ts'
import { SOURCE_PATHS } from '../providers/registry.ts'
import { makePlan } from '../services/plan.ts'
import { exportsFolder, loadSources } from '../services/sources.ts'
import { readTargetGtins } from '../services/target-gtins.ts'
import { loadMemory } from '../state/memory.ts'
import { renderExport } from '../ui/export.ts'
import { exportProgress } from './export-progress.ts'
import { type SelectionFlags, selectionOf } from './plan-flags.ts'
import type { Session } from './session.ts'

export interface PlanChoice extends SelectionFlags {
  export?: string | undefined
  'allow-shrunken-export': boolean
  'allow-old-export': boolean
}

/** Makes a plan as the flags say; what happens on the way goes to `remark`. */
export async function planFor(
  session: Session,
  flags: PlanChoice,
  { remark, signal }: { remark: (lines: string[]) => void; signal: AbortSignal },
): Promise<Plan> {
  const { workspace, clock, digest, program } = session
  const selection = selectionOf(flags)
  const meter = exportProgress(session, remark)
  const sources = await loadSources(
    {
      workspace,
      folder: exportsFolder(session.folder),
      file: flags.export ?? null,
      marketplaces: selection.marketplaces,
      refuseOld: session.ci && !flags['allow-old-export'],
      clock,
      open: session.source,
      gtins: () => readTargetGtins(workspace.settings, session.target, signal),
      progress: meter.show,
      onExport: (exported) => {
        meter.clear()
        remark(renderExport(exported))
      },
    },
    signal,
  )
  return makePlan(
    {
      workspace,
      sources,
      paths: (await SOURCE_PATHS[workspace.settings.source.provider]?.()) ?? {},
      target: await session.target(),
      memory: (account) => loadMemory(session.state(), account),
      selection,
      allowShrunkenExport: flags['allow-shrunken-export'],
      program,
      clock,
      digest,
    },
    signal,
  )
}
