import type { CatalogueFinding, CatalogueReport } from '../model/catalogue-report.ts'
import { count, line } from './words.ts'

const FEW = 50

/** What contradicts itself, each with what could be done, and the verdict last. */
export function renderCatalogue({ scope, findings, checked }: CatalogueReport): string[] {
  const rest = findings.length - FEW
  const looked = `${count(checked.resources, 'resource')} and ${count(checked.items, 'item')} looked at`
  const whole = checked.complete ? '' : ', and not everything could be read: sync plan says what'
  return [
    ...findings.slice(0, FEW).flatMap(linesOf),
    ...(rest > 0 ? [`… and ${count(rest, 'finding')} more; --json lists them all.`] : []),
    line(
      findings.length === 0
        ? `Nothing in the catalogue of ${scope} contradicts itself: ${looked}${whole}.`
        : `${count(findings.length, 'finding')} in the catalogue of ${scope}: ${looked}${whole}. Nothing was changed.`,
    ),
  ]
}

function linesOf({ code, address, message, keep, proposals }: CatalogueFinding): string[] {
  return [
    line(`${address} (${code}): ${message}`),
    ...(keep === null ? [] : [line(`  keep: ${keep.address}, since ${keep.reason}`)]),
    ...proposals.map(({ action, message: text, command }) =>
      line(`  ${action}: ${text}${command === null ? '' : ` ${command}`}`),
    ),
  ]
}
