import { counted, either } from '../model/counted.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SHOP } from '../model/edge-names.ts'
import type { ExportHeader, ExportReport } from '../model/export.ts'
import { grouped } from '../model/figures.ts'

/**
 * What a plan must know about the export that it is made from; nothing about one that holds everything.
 *
 * @param noun What its source calls a shop.
 */
export function gistOf({ [SHOP]: shop, complete, report }: ExportHeader, noun: string): Diagnostic[] {
  if (complete && (!report || !hasGaps(report))) return []
  const parts = report ? gaps(report) : []
  const list = parts.length > 0 ? `: ${parts.join(', ')}` : ''
  const name = `The export of ${noun} ${shop}`
  if (complete) {
    return [diagnostic({ severity: 'info', code: 'export-gaps', message: `${name} is complete${list}.` })]
  }
  return [
    diagnostic({
      severity: 'warning',
      code: 'incomplete-export',
      message: `${name} is incomplete${list}; nothing is removed on its word.`,
      hint: 'Look at what "sync export" says about it.',
    }),
  ]
}

function hasGaps({ missing, failed }: ExportReport): boolean {
  return missing.length > 0 || failed.length > 0
}

const CUT: ReadonlySet<string> = new Set(['capped', 'cut-off', 'lost-page'])

function gaps({ out_of_reach, caps_hit, searches, missing, failed, own_listings, unfinished }: ExportReport): string[] {
  const cut = out_of_reach > 0 ? 0 : searches.filter(({ ended }) => CUT.has(ended)).length
  return [
    ...(unfinished ? ['reading it ended early'] : []),
    ...(cut > 0
      ? [
          `${counted(cut, 'search', 'searches')} ${either(cut, 'was', 'were')} cut off, and other ways found as many listings as ${either(cut, 'it lacks', 'they lack')}`,
        ]
      : []),
    ...(out_of_reach > 0
      ? [
          `at least ${counted(out_of_reach, 'listing')} out of reach (${counted(caps_hit, 'search', 'searches')} capped)`,
        ]
      : []),
    ...(own_listings?.way === 'none' ? ["the seller's own listings are refused"] : []),
    ...(missing.length > 0 ? [`${grouped(missing.length)} referred to and missing`] : []),
    ...(failed.length > 0 ? [`${grouped(failed.length)} failed`] : []),
  ]
}
