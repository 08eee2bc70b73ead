import type { TargetWorkspace } from '../../src/model/provider.ts'
import { systemClock } from '../../src/net/clock.ts'
import { createFileTarget } from '../../src/providers/file/target.ts'
import { temporaryFolder } from '../config/workspace-files.ts'
import { MEMORY } from '../support/memory/traits.ts'
import { describeTarget } from './target-suite.ts'
import { contractWorkspace } from './vocabulary.ts'

/** Types as a file has them; a field of another group is one whose name has a dot. */
const FILE = { ...MEMORY, name: 'file', types: { text: 'text', choice: 'choice' } } as const

function workspace(): TargetWorkspace {
  const { settings, attributes } = contractWorkspace(FILE)
  const target = { ...settings.target, options: { path: 'out' } }
  const labelled = attributes.map((spec) => ({ ...spec, label: `attributes.${spec.label}` }))
  return { settings: { ...settings, target } as unknown as TargetWorkspace['settings'], attributes: labelled }
}

describeTarget(
  'file',
  async () => {
    const target = createFileTarget({ workspace: workspace(), root: temporaryFolder(), clock: systemClock })
    await target.connect(new AbortController().signal)
    return { target, dialect: FILE, family: { id: '', name: '' }, imageUrl: () => '', close: async () => {} }
  },
  { definitions: false, pictures: false, relations: false },
)
