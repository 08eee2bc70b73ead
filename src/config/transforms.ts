import { currencies, isCurrency } from '../model/money.ts'
import { TRANSFORMS, type Transform } from '../model/transform.ts'
import { suggestion } from './words.ts'

/** A step of `as:` as it is written. */
export type WrittenStep = string | { map?: { [value: string]: unknown } | undefined; split?: string | undefined }

/** A step, or what is wrong with it, as the rest of a sentence. */
export type ReadStep = { ok: true; step: Transform } | { ok: false; problem: string; hint?: string }

const CALL = /^([a-z_]+)(?:\((.*)\))?$/s

export function readStep(written: WrittenStep): ReadStep {
  if (typeof written !== 'string') return readMapping(written)
  const [, name = '', argument] = CALL.exec(written.trim()) ?? []
  const known = TRANSFORMS.find((one) => one === name)
  if (known === undefined) return unknownStep(written)
  if (known === 'map') return wrong('map needs its values', 'Write - map: { NORMAL: active }.')
  if (known === 'money' || known === 'truncate' || known === 'split') return WITH_ARGUMENT[known](argument)
  return argument === undefined ? { ok: true, step: { name: known } } : wrong(`${known} takes nothing in brackets`)
}

function unknownStep(written: string): ReadStep {
  const [name = ''] = /^[^(]*/.exec(written.trim()) ?? []
  return wrong(`${JSON.stringify(name)} is no transform${suggestion(name, TRANSFORMS)}`, KNOWN)
}

const KNOWN = `Known are ${TRANSFORMS.join(', ')}.`

type WithArgument = 'money' | 'truncate' | 'split'

const WITH_ARGUMENT: { readonly [name in WithArgument]: (argument: string | undefined) => ReadStep } = {
  money(argument = '') {
    const currency = argument.trim().toUpperCase()
    if (isCurrency(currency)) return { ok: true, step: { name: 'money', currency } }
    const named = currency === '' ? 'money needs a currency' : `${JSON.stringify(argument)} is no currency`
    return wrong(`${named}${suggestion(currency, currencies())}`, 'Write its code, as in money(IDR).')
  },
  truncate(argument = '') {
    const most = /^\s*\d{1,6}\s*$/.test(argument) ? Number(argument) : 0
    if (most > 0) return { ok: true, step: { name: 'truncate', most } }
    return wrong('truncate needs a number of characters', 'Write truncate(500).')
  },
  split(argument = '') {
    const [, quoted = ''] = /^\s*"(.+)"\s*$/s.exec(argument) ?? /^\s*'(.+)'\s*$/s.exec(argument) ?? []
    if (quoted !== '') return { ok: true, step: { name: 'split', by: quoted } }
    return wrong('split needs what parts the text', `Write - split: "," or 'split(",")', in quotation marks.`)
  },
}

/** `map: {…}` and `split: ","`, as YAML has them. */
function readMapping({ map, split }: Exclude<WrittenStep, string>): ReadStep {
  if (split !== undefined) return { ok: true, step: { name: 'split', by: split } }
  if (map === undefined || Object.keys(map).length === 0) return wrong('map names no values')
  return { ok: true, step: { name: 'map', entries: map as Extract<Transform, { name: 'map' }>['entries'] } }
}

function wrong(problem: string, hint?: string): ReadStep {
  return { ok: false, problem, ...(hint !== undefined && { hint }) }
}

/** The steps that can be carried out; what is wrong with the others is said elsewhere. */
export function readSteps(written: readonly WrittenStep[]): Transform[] {
  return written.flatMap((one) => {
    const read = readStep(one)
    return read.ok ? [read.step] : []
  })
}
