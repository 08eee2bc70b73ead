import type { Domain } from '../domain.ts'
import { SHOP_SDL } from './sdl.ts'
import { installationOf, shopOf, versionsOf } from './view.ts'

/** The shop itself, the app that calls, the versions. */
export const shop: Domain = {
  sdl: SHOP_SDL,
  resolvers: {
    QueryRoot: {
      shop: (_source, _args, call) => shopOf(call),
      currentAppInstallation: (_source, _args, call) => installationOf(call),
      publicApiVersions: (_source, _args, { settings }) => versionsOf(settings.versions),
    },
  },
}
