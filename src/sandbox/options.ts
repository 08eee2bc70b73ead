import { createRequire } from 'node:module'
import type { Ajv as Compiler, ErrorObject } from 'ajv'
import { ConfigError } from '../model/errors.ts'
import type { AmazonSimOptions } from './amazon/options.ts'
import type { MarketSandboxOptions } from './market-sandbox.ts'
import { OPTIONS_SCHEMA } from './options-schema.ts'
import type { PlytixSimOptions } from './plytix/options.ts'
import type { ShopifyFileOptions } from './shop-sandbox.ts'

/** What an options file may say about the simulators. */
export interface SandboxFileOptions extends Pick<MarketSandboxOptions, 'market' | 'shopee' | 'tiktok-shop'> {
  plytix?: PlytixSimOptions
  amazon?: AmazonSimOptions
  shopify?: ShopifyFileOptions
}

/** @throws ConfigError that names every unknown key with the valid ones, and every value of a wrong type. */
export function parseSandboxOptions(json: unknown): SandboxFileOptions {
  // Most sandboxes are started without a file.
  const { Ajv } = createRequire(import.meta.url)('ajv') as { Ajv: typeof Compiler }
  const validate = new Ajv({ allErrors: true, verbose: true, formats: { regex: isRegex } }).compile<SandboxFileOptions>(
    OPTIONS_SCHEMA,
  )
  if (validate(json)) return json
  const problems = [...new Set((validate.errors ?? []).map(sentence))]
  throw new ConfigError('sandbox-options', `The options file is wrong: ${problems.join('; ')}.`, {
    hints: [`It holds {"plytix": {…}, "amazon": {…}} and the like; each may be left out.`],
  })
}

function sentence({ keyword, instancePath, params, parentSchema, message }: ErrorObject): string {
  const path = instancePath.slice(1).replaceAll('/', '.')
  if (keyword === 'additionalProperties') {
    const key = [path, params.additionalProperty].filter(Boolean).join('.')
    return `"${key}" is not known; valid are ${Object.keys(parentSchema?.properties ?? {}).join(', ')}`
  }
  const allowed = keyword === 'enum' ? `: ${(params.allowedValues as unknown[]).join(', ')}` : ''
  return `${path ? `"${path}"` : 'the file'} ${message}${allowed}`
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
