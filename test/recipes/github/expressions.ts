export interface Contexts {
  [name: string]: object
}

interface Status {
  failed: boolean
}

const PATH = /'[^']*'|\b[a-z_]\w*(?:\.[\w-]+)+/g

/** What stands between `${{` and `}}`: the part of GitHub's language that the recipes use is JavaScript's, but for names. */
function evaluate(expression: string, contexts: Contexts, { failed }: Status = { failed: false }): unknown {
  const functions = {
    valueAt: (path: string) => valueAt(path.split('.'), contexts),
    always: () => true,
    cancelled: () => false,
    success: () => !failed,
    failure: () => failed,
    format: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)])),
  }
  const body = expression
    .replace(PATH, (part) => (part.startsWith("'") ? part : `valueAt('${part}')`))
    .replaceAll('==', '===')
    .replaceAll('!=', '!==')
  return new Function(...Object.keys(functions), `return (${body})`)(...Object.values(functions))
}

/** What is not there is empty, as GitHub has it; a context that is not there is a mistake. */
function valueAt([context = '', ...names]: string[], contexts: Contexts): unknown {
  if (!Object.hasOwn(contexts, context)) throw new Error(`Unrecognized named-value: '${context}'.`)
  let value: unknown = contexts[context]
  for (const name of names) value = (value as { [name: string]: unknown } | null | undefined)?.[name]
  return value ?? ''
}

/** Whether a step or a job runs: after a failure only what asks for that. */
export function applies(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  const inner = condition?.trim().replace(/^\$\{\{([\s\S]*)\}\}$/, '$1') ?? 'success()'
  const asks = /\b(?:always|cancelled|success|failure)\(\)/.test(inner)
  if (!asks && status.failed) return false
  return Boolean(evaluate(inner, contexts, status))
}

/** A text with its expressions replaced. */
export function filled(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => String(evaluate(expression, contexts)))
}
