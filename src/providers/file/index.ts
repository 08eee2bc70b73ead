import type { Provider } from '../../model/provider.ts'
import { ATTRIBUTES } from './attribute-form.ts'
import { FILE_FACTS } from './facts.ts'
import { SAMPLE } from './sample.ts'
import { scaffoldSource, scaffoldTarget } from './scaffold.ts'
import { SOURCE } from './source-schema.ts'
import { checkSource, type FileWants, parseSource } from './source-settings.ts'
import { TARGET } from './target-schema.ts'
import { checkTarget, parseTarget } from './target-settings.ts'

/** Files: a table of products as a source, and a folder of NDJSON as a target. */
const file: Provider = {
  name: 'file',
  title: 'File',
  variables: [],
  source: {
    settings: SOURCE,
    parse: parseSource,
    check: checkSource,
    sample: SAMPLE,
    ownNames: true,
    readAfresh: true,
    facts: FILE_FACTS,
    places: ({ options }) => [(options as unknown as FileWants).path],
    scaffold: scaffoldSource,
    firstStep: 'name your file and its columns in sync.yaml (products.csv is an example)',
    async open({ options }, { root }) {
      const { createFileSource } = await import('./source.ts')
      return createFileSource(options as unknown as FileWants, root)
    },
  },
  target: {
    settings: TARGET,
    parse: parseTarget,
    check: checkTarget,
    attributes: ATTRIBUTES,
    places: ({ options }) => [String(options.path)],
    scaffold: scaffoldTarget,
    traits: async (workspace) => (await import('./traits.ts')).fileTraits(workspace),
    async open(workspace, { root, clock }) {
      const { createFileTarget } = await import('./target.ts')
      return createFileTarget({ workspace, root, clock })
    },
  },
}

export default file
