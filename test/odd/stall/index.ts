import type { Provider } from '../../../src/model/provider.ts'
import { fileDepot } from './depot.ts'
import { directLine } from './line.ts'
import { createStall } from './target.ts'
import { STALL } from './traits.ts'

const stall: Provider = {
  name: 'stall',
  title: 'Stall',
  variables: [
    { name: 'STALL_FILE', purpose: 'file of the stall', required: true },
    { name: 'STALL_PAUSE', purpose: 'milliseconds that a request takes', default: '0' },
  ],
  target: {
    settings: { type: 'object', additionalProperties: false, properties: { code: { type: 'string', minLength: 1 } } },
    parse: ({ code }) => ({
      provider: 'stall',
      sku: typeof code === 'string' ? code : '{shop}/{id}',
      family: null,
      gallery: 'none',
      canonical: { exclude_sku_prefixes: [], identifiers: [], match: { model_fallbacks: false, model_size: false } },
      options: {},
    }),
    attributes: {
      types: {},
      refused: {},
      whole: [],
      own: {},
      untyped: true,
      variants: true,
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
variants:
  size: { from: size, write: always }
  price: { from: price, write: always, clear: true }
  tags: { from: size_tags, write: always, clear: true }
`,
    }),
    traits: async () => STALL,
    open: async (_workspace, { values, clock }) => {
      const path = values.STALL_FILE ?? ''
      const line = directLine(fileDepot(path), Number(values.STALL_PAUSE))
      return createStall({ line, clock, account: `stall of ${path.split('/').at(-1)}` })
    },
  },
}

export default stall
