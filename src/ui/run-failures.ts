import { fewOf } from '../model/counted.ts'
import type { Failure } from '../model/run.ts'
import { count, line } from './words.ts'

/** So many names of one cause are shown after an apply; `runs show` and `--json` have all. */
export const SHOWN_NAMES = 50
/** So many places of one picture. */
const SHOWN_PLACES = 5

/** Failures by their cause: each cause once with what to do, and below it what it met. */
export function failureLines(failures: Failure[], names = Number.POSITIVE_INFINITY): string[] {
  return [...Map.groupBy(failures, keyOf).values()].flatMap((group) => groupLines(group, names))
}

function keyOf(failure: Failure): string {
  return JSON.stringify([failure.status, failure.code, causeOf(failure), failure.hint])
}

function groupLines(group: Failure[], names: number): string[] {
  const [first] = group as [Failure]
  if (group.length === 1) return [line(oneLine(first)), ...pictureLines(first)]
  const rest = group.length - names
  return [
    line(`${count(group.length, 'operation')} failed alike: ${answerOf(first)}: ${causeOf(first)}`),
    ...(first.hint === '' ? [] : [line(`  ${first.hint}`)]),
    ...group.slice(0, names).map((failure) => line(`    ${nameOf(failure)}`)),
    ...(rest > 0 ? [`    … and ${rest.toLocaleString('en-US')} more; "sync runs show" and --json list them all.`] : []),
  ]
}

/** What was tried, what the target said, and what to do. */
function oneLine(failure: Failure): string {
  const { address, action, message, hint, attempts } = failure
  const tries = attempts > 1 ? ` (${attempts} attempts)` : ''
  return `${action}:${address}: ${answerOf(failure)}: ${message}${tries} ${hint}`.trim()
}

function pictureLines(failure: Failure): string[] {
  return failure.image ? [line(`    ${pictureOf(failure.image)}`)] : []
}

function nameOf({ action, address, image }: Failure): string {
  return image ? `${keyPart(address)}: ${pictureOf(image)}` : `${action}:${address}`
}

function pictureOf({ url, places }: NonNullable<Failure['image']>): string {
  const shown = places.map(({ product, slot }) => `${product} (${slot})`)
  return `${url} for ${fewOf(shown, SHOWN_PLACES)}`
}

function answerOf({ status, code }: Failure): string {
  return status > 0 ? `${status} ${code}` : code
}

const REQUEST_ID = / \(request id [^)]*\)/g

/** The message without what is different for every operation that meets the same. */
function causeOf({ message, address, image }: Failure): string {
  const own = [...(image ? [image.url] : []), address, keyPart(address)]
  return own.reduce((text, name) => text.replaceAll(name, '…'), message).replace(REQUEST_ID, '')
}

function keyPart(address: string): string {
  return address.slice(address.indexOf('.') + 1)
}
