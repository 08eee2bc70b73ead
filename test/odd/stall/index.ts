import type { Provider, TargetWorkspace } from '../../../src/model/provider.ts'
import type { Settings } from '../../../src/model/settings.ts'
import type { TargetTraits } from '../../../src/model/target.ts'
import type { Fittings } from './fittings.ts'

const stall: Provider = {
  name: 'stall',
  title: 'Stall',
  variables: [
    { name: 'STALL_FILE', purpose: 'file of the stall', required: true },
    { name: 'STALL_PAUSE', purpose: 'milliseconds that a request takes', default: '0' },
  ],
  target: {
    settings: {
      type: 'object',
      additionalProperties: false,
      properties: {
        code: { type: 'string', minLength: 1 },
        posters: { type: 'boolean', default: false },
        ofSizes: { type: 'boolean', default: false },
        options: { type: 'boolean', default: false },
        offer: { type: 'string', minLength: 1 },
        rings: { type: 'array', uniqueItems: true, items: { enum: ['sets', 'makes'] } },
        words: { type: 'array', uniqueItems: true, items: { type: 'string', minLength: 1 } },
        marks: { type: 'boolean', default: false },
        coins: { type: 'integer', minimum: 1 },
      },
    },
    parse: ({ code, rings = [], words = null, offer = null, coins = null, ...given }) => ({
      provider: 'stall',
      sku: typeof code === 'string' ? code : '{shop}/{id}',
      family: null,
      gallery: 'posters',
      canonical: {
        exclude_sku_prefixes: [],
        identifiers: ['ean'],
        default_identifiers: true,
        match: { model_fallbacks: false, model_size: false },
      },
      options: {
        posters: given.posters === true,
        ofSizes: given.ofSizes === true,
        options: given.options === true,
        offer: offer as string | null,
        rings: rings as string[],
        words: words as string[] | null,
        marks: given.marks === true,
        coins: coins as number | null,
      },
    }),
    attributes: {
      types: {},
      refused: {},
      whole: [],
      own: {},
      untyped: true,
      variants: true,
      options: { label: 'options', most: 3 },
      slug: (name) => name,
      baseline: { label: 'baseline', name: 'baseline' },
      reserved: () => ({ code: 'comes from target.stall.code' }),
    },
    scaffold: () => ({
      section: 'stall:\n  # code: "{shop}/{id}"\n',
      attributes: `version: 1
attributes:
  title: { from: name, write: always }
  price: { from: price, write: always }
  tags: { from: tags, write: always, clear: true }
  lines: { from: lines, write: always, clear: true }
  checked: { value: "{today}", write: on-change }
  number: { from: number, write: always }
variants:
  size: { from: size, write: always }
  price: { from: price, write: always, clear: true }
  tags: { from: size_tags, write: always, clear: true }
  stamp: { from: stamp, write: always }
`,
    }),
    traits: traitsOf,
    open: async (workspace, { values, clock }) => {
      const [{ fileDepot }, { directLine }, { createStall }] = await Promise.all([
        import('./depot.ts'),
        import('./line.ts'),
        import('./target.ts'),
      ])
      const path = values.STALL_FILE ?? ''
      const line = directLine(fileDepot(path), Number(values.STALL_PAUSE))
      const traits = await traitsOf(workspace)
      return createStall({ line, clock, traits, account: `stall of ${path.split('/').at(-1)}` })
    },
  },
}

async function traitsOf({ settings }: TargetWorkspace): Promise<TargetTraits> {
  const { stallTraits } = await import('./traits.ts')
  return stallTraits(fittingsOf(settings))
}

export function fittingsOf({ target }: Pick<Settings, 'target'>): Partial<Fittings> {
  return target.options as Partial<Fittings>
}

export default stall
