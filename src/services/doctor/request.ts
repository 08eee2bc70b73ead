import type { Environment } from '../../config/environment.ts'
import type { Inspection } from '../../config/index.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { ConfigError } from '../../model/errors.ts'
import type { ProviderContext, Providers } from '../../model/provider.ts'
import type { SourceSettings } from '../../model/settings.ts'
import type { Source } from '../../model/source.ts'
import type { State } from '../../model/state.ts'
import type { Target } from '../../model/target.ts'

/** A workspace, as far as it can be read, and how its systems are opened. */
export interface SystemsRequest {
  inspection: Inspection
  environment: Environment | ConfigError
  /** What is odd about its `.env`. */
  findings: Diagnostic[]
  providers: Providers
  /** `null` where no account tells which it is. */
  state: State | null
  /** Also what costs further reads. */
  probe: boolean
  /** What an entry of a source is opened with. @throws ConfigError for variables that are missing */
  context(settings: SourceSettings): Promise<ProviderContext>
  source(settings: SourceSettings): Promise<Source>
  target(): Promise<Target>
}
