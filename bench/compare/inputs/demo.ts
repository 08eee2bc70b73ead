import { readFileSync } from 'node:fs'
import type { Input } from '../input.ts'
import type { Side } from '../side.ts'
import { ourSkus } from '../world.ts'

/** The catalogue that `sync sandbox` starts with: a first load that is stopped and resumed, and work by hand after it. */
export const demo: Input = {
  name: 'demo',
  title: 'the built-in demo',
  sandbox: {},
  async work(side) {
    await freshWorkspace(side)
    await ownSandbox(side)
    await side.ask('export', ['export'])
    await side.plan('plan on an empty account', 'first.json')
    await side.apply('apply, stopped by its budget', ['first.json', '--budget', '300'])
    await side.plan('plan after half an apply', 'half.json')
    await side.apply('resume', ['--resume'])
    await side.plan('plan after the apply', 'again.json')
    await side.byHand(async (someone) => {
      const [first = '', second = '', third = '', fourth = ''] = ourSkus(side)
      await someone.change(first, { attributes: { amazon_title: 'By hand' } })
      await someone.change(second, { label: 'By hand', attributes: { amazon_images: [] } })
      await someone.change(third, { attributes: { amazon_sync_baseline: null, amazon_color: 'By hand' } })
      await someone.remove(fourth)
    })
    await side.plan('plan after work by hand', 'edited.json')
    await side.apply('apply after work by hand', ['edited.json'])
    await side.byHand((someone) => someone.removeAttribute('amazon_size'))
    await side.plan('plan without an attribute', 'last.json')
    await side.ask('match', ['match', '--snapshot', 'latest'])
    await side.ask('runs', ['runs'])
    for (const sku of ourSkus(side).slice(0, 4)) await side.ask(`explain ${sku}`, ['explain', sku])
  },
}

const FILES = ['sync.yaml', 'specs/attributes.yaml', 'specs/overrides/example.yaml']

/** What `init` writes; the workspace of all that follows is the one that the old version made. */
async function freshWorkspace(side: Side): Promise<void> {
  await side.sync('init', ['init', 'fresh', '--brand', side.sandbox.brand, '--scope', 'prairie'], () =>
    Object.fromEntries(FILES.map((file) => [file, readFileSync(side.path(`fresh/${file}`), 'utf8')])),
  )
}

/** The whole job against the simulators that the program brings, which are another account every time. */
async function ownSandbox(side: Side): Promise<void> {
  const job = [
    'sync plan --out own.json',
    'sync apply own.json --concurrency 1 --json > own-result.json',
    'sync plan --out own-again.json',
  ].join(' && ')
  const args = ['sandbox', '--listings', '60', '--account', 'own', '--', 'sh', '-c', job]
  await side.sync('sandbox -- plan, apply and plan', args, () => {
    const plans = ['own.json', 'own-again.json'].map((file) => side.planFile(file) as { target: { account: string } })
    for (const { target } of plans) target.account = 'own'
    return { plans }
  })
}
