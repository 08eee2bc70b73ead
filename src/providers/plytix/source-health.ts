import { asRefusal, type Check, failed, failedBy, passed } from '../../model/check.ts'
import { counted } from '../../model/counted.ts'
import { reachChecks } from '../../net/reach.ts'
import { clockChecks } from '../../net/skew.ts'
import type { AccountLine } from './account-line.ts'
import type { Session } from './client.ts'
import { chooseFamily, readFamilies } from './family.ts'
import { limitsText } from './health.ts'
import { attempt } from './health-context.ts'
import { productSearch } from './read-rows.ts'
import { readPage, withoutOrder } from './search.ts'
import type { SourceColumns } from './source-columns.ts'
import { columnsFor, refusedFilters } from './source-read.ts'
import type { SourceWants } from './source-settings.ts'

/** Everything that would stop a read: a sign-in, the definitions that the settings name, and one product. */
export async function* sourceHealth(line: AccountLine, wants: SourceWants, signal: AbortSignal): AsyncGenerator<Check> {
  const { auth, skew, http, apiUrl, allowance } = line
  const signedIn = await attempt(auth.session(signal), line, signal)
  if ('refusal' in signedIn) {
    yield failedBy('sign-in', signedIn.refusal)
    yield* clockChecks(skew, "Plytix's")
    const url = new URL(`${apiUrl}/api/v1/filters/relationships`)
    yield* await reachChecks(http, { title: 'Plytix', url, variable: 'PLYTIX_API_URL' }, signal)
    return
  }
  const { windows } = allowance
  yield passed('sign-in', `The API key is taken; the account is ${line.accountOf(signedIn.value)}.`)
  yield passed('limits', limitsText(windows, signedIn.value.windows.length > 0), { windows })
  yield* readingChecks(line, wants, signal)
  yield* clockChecks(skew, "Plytix's")
}

async function* readingChecks(line: AccountLine, wants: SourceWants, signal: AbortSignal): AsyncGenerator<Check> {
  const session = line.client.session(signal)
  const columns = await attempt(columnsFor(session, wants), line, signal)
  yield 'value' in columns ? columnsCheck(columns.value) : failedBy('attributes', columns.refusal)
  if (wants.families.length > 0) {
    const families = await attempt(familiesOf(session, wants), line, signal)
    yield 'value' in families
      ? passed('family', `The families are there: ${families.value.join(', ')}.`)
      : failedBy('family', families.refusal)
  }
  yield await countCheck(session, { line, wants, signal })
}

function columnsCheck({ wanted, galleries, hierarchy }: SourceColumns): Check {
  const shown = galleries.length === 0 ? 'no gallery' : galleries.join(', ')
  const parents = hierarchy === null ? '' : `, parents by the relationship ${hierarchy}`
  const message = `${counted(wanted.attributes.size, 'attribute')} would be read, images of ${shown}${parents}.`
  return passed('attributes', message)
}

async function familiesOf(session: Session, { families }: SourceWants): Promise<string[]> {
  const all = await readFamilies(session)
  return families.map((wanted) => chooseFamily(all, wanted, 'source.plytix.families').name)
}

interface Counting {
  line: Pick<AccountLine, 'explain'>
  wants: SourceWants
  signal: AbortSignal
}

async function countCheck(session: Session, { line, wants, signal }: Counting): Promise<Check> {
  const search = { ...withoutOrder(productSearch([])), any: wants.filters }
  try {
    const count = (await readPage(session, search, { size: 1 }))?.count ?? null
    if (count === null) return passed('products', 'Connected; Plytix does not say how many products there are.')
    if (count > 0) return passed('products', `Connected, ${counted(count, 'product')} would be read.`)
    const which = wants.filters.length > 0 ? ' that source.plytix.filters let pass' : ''
    return failed('products', `Plytix has no products${which}.`, 'Check filters, and whose credentials these are.')
  } catch (error) {
    return failedBy('products', asRefusal(refusedFilters(line.explain(error), wants), signal))
  }
}
