import { loadFormerSpecs } from '../config/former.ts'
import type { QualitySpec } from '../model/quality.ts'
import type { FormerRules } from '../services/compare-specs.ts'
import type { Session } from './session.ts'

/** The rules that `--compare-spec` names. A file of fields alone leaves the rules of quality as they are. @throws ConfigError */
export async function formerRules(
  { workspace, providers, traitsOf }: Pick<Session, 'workspace' | 'providers' | 'traitsOf'>,
  { 'compare-spec': spec, config }: { 'compare-spec'?: string | undefined; config?: string | undefined },
): Promise<{ former?: FormerRules }> {
  if (spec === undefined) return {}
  const { attributes, variants, whole, rules } = loadFormerSpecs(spec, { config, cwd: process.cwd(), providers })
  const quality: QualitySpec | undefined = whole ? rules && { rules, max_invalid_percent: 100 } : workspace.quality
  const traits = await traitsOf({ ...workspace, attributes, variants })
  return { former: { spec, attributes, variants, quality, traits } }
}
