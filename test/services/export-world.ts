import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Memo, Source, SourceRequest } from '../../src/model/source.ts'
import type { AmazonSimOptions } from '../../src/sandbox/amazon/options.ts'
import { type SampleCatalogue, sampleCatalogue } from '../../src/sandbox/catalogue/index.ts'
import { type ExportOptions, exportSource } from '../../src/services/export.ts'
import { resumeWork } from '../../src/state/exports/work.ts'
import { workPath } from '../../src/state/exports/work-folder.ts'
import { rejectedPath } from '../../src/state/exports/write.ts'
import { openWorld, type World } from '../providers/amazon/world.ts'
import { amazonRequest } from '../support/providers.ts'

export interface ExportWorld {
  world: World
  folder: string
  request: SourceRequest
  /** The work file of an interrupted export. */
  work: string
  /** The exported file and the one beside it, as one text. */
  run(changes?: Partial<ExportOptions>): Promise<string>
  resume(changes?: Partial<ExportOptions>): Promise<string>
  close(): Promise<void>
}

/** A small brand with everything that makes reading it hard, and a folder to export to. */
export async function openExportWorld(options: AmazonSimOptions = {}, listings = 150): Promise<ExportWorld> {
  const sample = sampleCatalogue({ listings, seed: 3, noise: 12 })
  const odd = { rolledUp: sample.rolledUp, hiddenParents: true, leakyBrands: true, searchCap: 60 }
  const world = await openWorld(sample.items, { ...odd, ...options })
  const folder = mkdtempSync(join(tmpdir(), 'export-'))
  const request: SourceRequest = amazonRequest({
    marketplace: 'US',
    brands: [{ name: sample.brand, aliases: ['Prairie Boot'] }],
    asins: ['B0MISSING1', 'B0MISSING2'],
    includeParents: true,
    limit: null,
    sellerId: 'A2SANDBOXSELLER',
    lookupGtins: true,
  })
  const work = workPath(folder, { provider: 'amazon', request })
  const gtins = codesOf(sample)
  const run = async (changes: Partial<ExportOptions> = {}): Promise<string> => {
    const { source, clock } = world
    const { signal } = new AbortController()
    const fixed = { source, request, whole: request, folder, out: null, clock, emit: () => {}, signal }
    const { file, header } = await exportSource({ ...fixed, gtins: async () => gtins, ...changes })
    const beside = header.report?.rejected.file ? readFileSync(rejectedPath(file), 'utf8') : ''
    return readFileSync(file, 'utf8') + beside
  }
  const close = async (): Promise<void> => {
    await world.close()
    rmSync(folder, { recursive: true })
  }
  return { world, folder, request, work, run, resume: (changes) => run({ ...changes, work: resumeWork(work) }), close }
}

function codesOf({ account }: SampleCatalogue): string[] {
  return (account.products ?? []).flatMap(({ gtin }) => (gtin ? gtin.padStart(14, '0') : []))
}

/** A short stand-in for a long text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The source as it would be if the process died when it writes down what the nth call brought. */
export function dying(source: Source, nth: number): Source {
  let kept = 0
  return counting(source, () => {
    kept += 1
    if (kept === nth) throw new Error('killed')
  })
}

/** Told of everything that is about to be written down. */
export function counting(source: Source, tell: () => void): Source {
  const told = (memo: Memo): Memo => ({
    recall: memo.recall,
    keep(key, value) {
      tell()
      memo.keep(key, value)
    },
  })
  return {
    ...source,
    read: (request, context, signal) => source.read(request, { ...context, memo: told(context.memo) }, signal),
  }
}
