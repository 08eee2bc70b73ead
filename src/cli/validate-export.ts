import type { Diagnostic } from '../model/diagnostic.ts'
import { createHttp } from '../net/http.ts'
import { checkImages } from '../services/check-images.ts'
import { reportQuality } from '../services/quality.ts'
import { loadSources } from '../services/sources.ts'
import { exportFindings } from '../services/validate-export.ts'
import { selectionOf } from './plan-flags.ts'
import { readingOf } from './planning.ts'
import type { Session } from './session.ts'

interface Asked {
  export: string
  network: boolean
}

/** What is wrong with the items of an export and, when the network is asked, with their images. */
export async function validateExport(
  session: Session,
  asked: Asked,
  { remark, signal }: { remark: (lines: string[]) => void; signal: AbortSignal },
): Promise<Diagnostic[]> {
  const sources = await loadSources(readingOf(session, { export: asked.export }, { remark, signal }), signal)
  const { workspace, state, digest, clock } = session
  const traits = await session.traits()
  const memory = state.quality
  const report = await reportQuality({
    workspace,
    sources,
    traits,
    selection: selectionOf({}),
    memory,
    runs: 0,
    digest,
  })
  const found = exportFindings(report)
  if (!asked.network) return found
  const http = createHttp()
  try {
    return [...found, ...(await checkImages(sources, { http, memory: state.findings, clock }, signal))]
  } finally {
    await http.close()
  }
}
