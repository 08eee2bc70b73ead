import type { Plan } from '../model/plan.ts'
import { SOURCE_PATHS } from '../providers/registry.ts'
import { makePlan } from '../services/plan.ts'
import { exportsFolder, loadSources } from '../services/sources.ts'
import { rememberExport } from '../state/known-exports.ts'
import { loadMemory } from '../state/memory.ts'
import { loadWritten } from '../state/written.ts'
import { renderExport, renderExportProgress } from '../ui/export.ts'
import { type SelectionFlags, selectionOf } from './plan-flags.ts'
import { everySeconds } from './progress.ts'
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
  const heartbeat = everySeconds(5, clock)
  const sources = await loadSources(
    {
      workspace,
      folder: exportsFolder(session.folder),
      file: flags.export ?? null,
      marketplaces: selection.marketplaces,
      refuseOld: session.ci && !flags['allow-old-export'],
      clock,
      open: session.source,
      progress: (progress) => heartbeat(() => remark([renderExportProgress(progress)])),
      onExport: (exported) => {
        rememberExport(session.state(), { path: exported.file, header: exported.header })
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
      written: (account, sku) => loadWritten(session.state(), account, sku)?.fields ?? null,
      selection,
      allowShrunkenExport: flags['allow-shrunken-export'],
      program,
      clock,
      digest,
    },
    signal,
  )
}
