import type { Input } from '../input.ts'
import type { Side } from '../side.ts'
import { changeUpstream, everyNth, ourSkus, workByHand } from '../world.ts'

/** What people decide, in files; and what they decide otherwise later. */
export const overrides: Input = {
  name: 'overrides',
  title: 'overrides, a family, and other policies',
  sandbox: { listings: 120, seed: 13 },
  async work(side) {
    side.edit('sync.yaml', '# family: Amazon', 'family: Amazon')
    side.write('specs/overrides/people.yaml', decisions(side, 0))
    await side.ask('export', ['export'])
    await side.plan('first plan', 'first.json')
    await side.ask('match', ['match', '--snapshot', 'latest'])
    await side.apply('first load', ['first.json'])
    await side.plan('plan after it', 'again.json')
    side.write('specs/overrides/people.yaml', decisions(side, 3))
    await side.plan('plan after other decisions', 'decided.json')
    side.write(
      'specs/overrides/wrong.yaml',
      `version: 1\noverrides: { ${brandAsins(side).at(-1)}: { canonical: NOWHERE-1 } }\n`,
    )
    await side.sync('plan with a decision that does not fit', ['plan'])
    side.write('specs/overrides/wrong.yaml', 'version: 1\noverrides: {}\n')
    for (const sku of everyNth(ourSkus(side), 3))
      await side.ask(`explain ${sku}`, ['explain', sku, '--snapshot', 'latest'])
    await side.apply('apply', ['decided.json'])
    await workByHand(side)
    changeUpstream(side)
    await side.ask('export again', ['export'])
    await side.plan('plan after changes on both sides', 'moved.json')
    await side.apply('apply', ['moved.json'])
    side.configure(POLICIES)
    await side.plan('plan of other policies', 'policies.json')
    await side.apply('apply', ['policies.json'])
    await side.plan('last plan', 'last.json')
  },
}

const POLICIES = `policy: { create_definitions: false, unmatched: skip, on_drift: overwrite, on_unadopted: overwrite, max_change_percent: 100 }
images: { name: "{id}.{ext}", recognise: [], max_per_product: 3, thumbnail_fallback: first }`

/** Every sort of override, each for other listings when `shift` is another. */
function decisions(side: Side, shift: number): string {
  const asins = brandAsins(side)
  const masters = side.sandbox.plytix.store.snapshot().products
  const parents = side.sandbox.amazon.items.filter(
    ({ summaries }) => summaries?.[0]?.itemClassification === 'VARIATION_PARENT',
  )
  const sku = masters.map((product) => product.sku).filter((name) => /^PB.*-/.test(name))[shift]
  const entries = [
    `{ canonical: ${sku}, reason: as seen on the shelf }`,
    '{ canonical: none }',
    `{ parent: ${parents[0]?.asin} }`,
    '{ parent: none }',
    '{ keep: [amazon_title, label], reason: ours }',
    '{ attributes: { amazon_color: Bomber, amazon_title: "Decided" } }',
    '{ images: { exclude: [PT03, MAIN] } }',
    '{ images: { order: [PT02, MAIN] } }',
    '{ images: { main: PT01 } }',
    '{ ignore: true }',
  ]
  const start = 5 + shift
  return `version: 1\noverrides:\n${entries.map((entry, index) => `  ${asins[start + 3 * index]}: ${entry}`).join('\n')}\n`
}

function brandAsins({ sandbox }: Side): string[] {
  const ours = sandbox.amazon.items.filter(({ summaries }) => summaries?.[0]?.brand === sandbox.brand)
  return ours.map(({ asin }) => asin).sort()
}
