import { SILENT } from '../../../src/model/log.ts'
import { systemClock } from '../../../src/net/clock.ts'
import { createSecrets } from '../../../src/net/secrets.ts'
import { dieAt } from './mortal.ts'

/** A process that wants a token that is good, and may die at a step: `renewer.ts FOLDER URL SPENT STEP`. */
const [folder = '', url = '', spent = '', step = '0'] = process.argv.slice(2)
const { FileTokens } = await import('../../../src/state/tokens/index.ts')
const { whileLocked } = await import('../../../src/state/sqlite/process-lock.ts')
const life = dieAt(Number(step))
const tokens = new FileTokens({
  folder,
  clock: systemClock,
  log: SILENT,
  secrets: createSecrets(),
  exclusively: whileLocked,
  onOpen: () => {},
})
const owner = { provider: 'corral', shop: '4711', given: { access: 'access-saddle-0', refresh: 'refresh-saddle-0' } }

try {
  const { access } = await tokens.renew(owner, spent, async (refresh) => {
    life.step('before the call')
    const response = await fetch(`${url}?refresh=${refresh}`)
    life.step('while the answer comes')
    if (!response.ok) throw new Error(`The service refuses: ${response.status}`)
    return (await response.json()) as Awaited<ReturnType<typeof tokens.renew>>
  })
  process.stdout.write(JSON.stringify({ access, steps: life.taken() }))
} catch (error) {
  process.stdout.write(JSON.stringify({ code: (error as { code?: string }).code ?? 'none', message: String(error) }))
}
