import type { SimRequest, SimResponse } from '../http.ts'
import type { CallKind, SimCall } from './journal.ts'
import type { World } from './world.ts'

/** Waits for the latency, and writes the call down whatever becomes of it. */
export async function journaled(
  world: World,
  { request, kind }: { request: SimRequest; kind: CallKind },
  answer: () => Promise<SimResponse> | SimResponse,
): Promise<SimResponse> {
  const entry: SimCall = { method: request.method, path: request.path, kind, status: 0, at: world.clock.now() }
  world.calls.push(entry)
  if (world.settings.latencyMs > 0) await world.clock.sleep(world.settings.latencyMs)
  const { observe } = world.settings
  await observe(entry, 'arrived')
  const response = await answer()
  if (response.cut !== 'destroy') entry.status = response.status
  await observe(entry, 'executed')
  return { ...response, sent: () => void observe(entry, 'answered') }
}
