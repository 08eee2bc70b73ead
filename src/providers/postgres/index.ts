import type { Provider } from '../../model/provider.ts'
import { FORM } from './attribute-form.ts'
import { NAME } from './names.ts'
import { scaffoldTarget } from './scaffold.ts'
import { checkTarget, namedVariables, parseTarget, USUAL_VARIABLE } from './settings.ts'
import { SETTINGS } from './settings-schema.ts'

/** A master catalogue in Postgres: on a server, or in a folder of the workspace's state. */
const postgres: Provider = {
  name: NAME,
  title: 'Postgres',
  variables: [{ name: USUAL_VARIABLE, purpose: 'URL of the Postgres database', secret: true }],
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
      const { createPostgresTarget } = await import('./target.ts')
      return createPostgresTarget({ workspace, surroundings: context })
    },
  },
}

export default postgres
