import { compile, getRegisteredFunctions, type JSONValue, TreeInterpreter } from '@jmespath-community/jmespath'
import { addFunctions, OWN_FUNCTIONS } from './expression-functions.ts'
import { Meter } from './expression-meter.ts'
import { grouped } from './figures.ts'
import type { Json } from './json.ts'

/** What an expression gives for an item. `exhausted`: it asks for more work than any item is worth. */
export type Evaluated = { value: Json; error?: string; exhausted?: true }

export type Evaluate = (item: { [field: string]: unknown }) => Evaluated

/** Nothing that people write by hand is longer. */
const LONGEST = 2_000

/** @throws Error that says what is wrong with the expression itself */
export function compileExpression(expression: string): Evaluate {
  if (expression.length > LONGEST) throw new Error(`it is longer than ${grouped(LONGEST)} characters`)
  const ast = compile(expression)
  const meter = new Meter()
  const interpreter = metered(withFunctions(new Interpreter()), meter)
  return (item) => {
    meter.reset()
    try {
      const value = (interpreter.search(ast, item as JSONValue) ?? null) as Json
      meter.accept(value)
      return { value }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { value: null, error: message, ...(meter.exhausted && { exhausted: true }) }
    }
  }
}

type Interpreter = typeof TreeInterpreter
type Step = Parameters<Interpreter['visit']>
type Call = Parameters<Interpreter['runtime']['callFunction']>

/** The library shares one interpreter, and says its class only so. */
const Interpreter = TreeInterpreter.constructor as new () => Interpreter

function withFunctions(interpreter: Interpreter): Interpreter {
  addFunctions(interpreter.runtime)
  return interpreter
}

/** Functions that an expression may call. */
export function functionNames(): string[] {
  return [...getRegisteredFunctions(), ...OWN_FUNCTIONS]
}

/** The library has no limits of its own: every step is counted here, and everything that is made is weighed. */
function metered(interpreter: Interpreter, meter: Meter): Interpreter {
  const visit = interpreter.visit.bind(interpreter)
  const withScope = interpreter.withScope.bind(interpreter)
  const call = interpreter.runtime.callFunction.bind(interpreter.runtime)
  interpreter.visit = (...[node, value]: Step) => {
    meter.step()
    // A field is looked for among what the item has, not among what every object has, such as a constructor.
    if (node.type === 'Field' && !isOwn(value, (node as unknown as { name: string }).name)) return null
    return meter.made(node.type, visit(node, value))
  }
  interpreter.withScope = (scope) => metered(withScope(scope), meter)
  interpreter.runtime.callFunction = (...[name, args]: Call) => {
    meter.call(name, args)
    return call(name, args)
  }
  return interpreter
}

function isOwn(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
}
