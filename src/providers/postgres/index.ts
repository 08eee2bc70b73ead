import type { Provider } from '../../model/provider.ts'
import { FORM } from './attribute-form.ts'
import { POSTGRES_FACTS } from './facts.ts'
import { NAME } from './names.ts'
import { SAMPLE } from './sample.ts'
import { scaffoldTarget } from './scaffold.ts'
import { checkTarget, namedVariables, parseTarget, USUAL_VARIABLE } from './settings.ts'
import { SETTINGS } from './settings-schema.ts'
import { scaffoldSource } from './source-scaffold.ts'
import { SOURCE } from './source-schema.ts'
import { parseSource, sourceWantsOf, variablesOfSource } from './source-settings.ts'

/** A master catalogue in Postgres, to be read or kept: on a server, or in a folder of the workspace's state. */
const postgres: Provider = {
  name: NAME,
  title: 'Postgres',
  variables: [{ name: USUAL_VARIABLE, purpose: 'URL of the Postgres database', secret: true }],
  source: {
    settings: SOURCE,
    parse: parseSource,
    sample: SAMPLE,
    // A read takes seconds and sees one moment, so that an older one is never better.
    readAfresh: true,
    facts: POSTGRES_FACTS,
    scaffold: scaffoldSource,
    firstStep:
      'name the organisation in sync.yaml, and put the URL of its database into the variable that stands there',
    named: variablesOfSource,
    async open(settings, context) {
      const { createPostgresSource } = await import('./source.ts')
      return createPostgresSource({ wants: sourceWantsOf(settings), surroundings: context })
    },
  },
  target: {
    settings: SETTINGS,
    parse: parseTarget,
    check: checkTarget,
    attributes: FORM,
    joins: true,
    scaffold: scaffoldTarget,
    named: namedVariables,
    traits: async (workspace) => (await import('./traits.ts')).postgresTraits(workspace),
    async database(workspace, context) {
      const { createDatabase } = await import('./catalogue-database.ts')
      return createDatabase(workspace, context)
    },
    async open(workspace, context) {
      const [{ createPostgresTarget }, { refuseOneFolder }] = await Promise.all([
        import('./target.ts'),
        import('./place.ts'),
      ])
      refuseOneFolder(workspace.settings, context)
      return createPostgresTarget({ workspace, surroundings: context })
    },
  },
}

export default postgres
