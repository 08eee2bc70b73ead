import type { Plan } from '../model/plan.ts'
import { staleLinks } from './plan-gone.ts'
import { callWindow, count, duration, line } from './words.ts'

/** How much there is to write, what is left alone, and what it costs in calls. */
export function totals({ summary, cost, operations: list, gone, stale }: Plan): string[] {
  const { unchanged, blocked, conflicts, drift, unadopted } = summary
  const lost = gone.length + stale.length
  const past = lost === 0 ? '' : `, ${count(gone.length, 'product')} gone from the source, ${staleLinks(stale)}`
  const left = `${count(unchanged, 'product')} unchanged, ${blocked} blocked, ${count(conflicts, 'conflict')}, ${drift} drifted, ${unadopted} unadopted${past}.`
  if (list.length === 0) return [`${lost === 0 ? 'No changes' : 'Nothing to write'}. ${left}`]
  const {
    create,
    update,
    upload,
    link,
    unlink,
    delete: deleted,
    attach,
    detach,
    thumbnail,
    reused,
    link_pairs,
  } = summary
  const parts = [
    `${create} to create`,
    `${update} to update`,
    `${upload} to upload`,
    `${link} to link (${count(link_pairs, 'pair')})`,
    ...(unlink > 0 ? [`${unlink} to unlink`] : []),
    ...(deleted > 0 ? [`${deleted} to delete`] : []),
  ]
  const window = cost.binding_window === null ? '' : ` at ${callWindow(cost.binding_window)}`
  return [
    `Plan: ${parts.join(', ')}.`,
    `Images: ${attach} to attach, ${detach} to detach, ${count(thumbnail, 'thumbnail')} to set, ${reused} already in the account.`,
    `Left alone: ${left}`,
    `Cost: ${count(cost.reads + cost.writes, 'call')}, at least ${duration(cost.seconds)}${window}; planning took ${count(cost.plan_reads, 'call')}.`,
  ].map(line)
}
