import type { Clock } from './clock.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { EarlierReads } from './earlier.ts'
import type { ItemFields } from './item.ts'
import type { JsonObject } from './json.ts'
import type { Log } from './log.ts'
import type { QuotaMemory } from './quota.ts'
import type { EarlierWrites } from './run.ts'
import type { AttributeForm, ScaffoldChoices, SourceScaffold, TargetScaffold, WantedField } from './scaffold.ts'
import type { Secrets } from './secrets.ts'
import type { ExportChoice, SectionCheck, SourceSection, TargetCheck } from './section.ts'
import type { SourceSettings, TargetSettings, Workspace } from './settings.ts'
import type { SignedCall } from './signature.ts'
import type { Source, SourceFacts } from './source.ts'
import type { SourceWords } from './source-words.ts'
import type { Target, TargetTraits } from './target.ts'
import type { TargetDatabase } from './target-database.ts'
import type { TokenOwner, TokenPair, Tokens } from './tokens.ts'

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** What stands under a provider's name in `sync.yaml`, without what its schema refused. */
export type Section = { readonly [key: string]: unknown }

/** An environment variable; under an account it is read with the account's prefix. */
export interface Variable {
  name: string
  /** For people, such as `API key`; it goes into `.env.example`. */
  purpose: string
  /** Without it the provider cannot be used. */
  required?: true
  /** A credential, whether it is required or one of several ways to sign in. */
  secret?: true
  /** Taken when it is not set. */
  default?: string
  /** Plain and https, but on this machine; from `.env` only when every credential is from there too. */
  is?: 'url'
}

/** Values by the names of the variables; what is required is there, the others may be `null`. */
export type Values = { readonly [variable: string]: string | null }

/** What every source and target is made with. Times, randomness and earlier writes come from the composition root. */
export interface ProviderContext {
  values: Values
  /** Absolute folder of the workspace. */
  root: string
  /** Absolute folder of what this program keeps for the account; it need not be there yet. */
  folder: string
  clock: Clock
  /** 0 <= random < 1 */
  random: () => number
  /** `catalog-sync/0.1.0 …`, for services that ask who calls. */
  userAgent: string
  /** The part of the account's allowance to use, 0 < share <= 1. */
  share: number
  /** What other processes wrote to an account a short while ago. */
  writes: (account: string) => Promise<EarlierWrites>
  /** What is known of an account from earlier, so that not everything has to be read again. */
  earlier: EarlierReads
  quota: QuotaMemory
  onWait: (seconds: number, reason: string) => void
  /** Told of every call, sign-in and page. */
  log: Log
  /** Told of every token that is received; credentials among the values are known already. */
  secrets: Secrets
  /** True while memory is short: less is asked at once then. Absent: nobody looks. */
  isShort?: () => boolean
  /** Where tokens that rotate are kept; never write them anywhere else. */
  tokens: Tokens
}

/**
 * A system that can be read, written, or both: everything that the program knows of it. A provider is imported before
 * its settings are checked, so its module must be light; what it is made of comes with `open`.
 */
export interface Provider {
  /** Key in `sync.yaml`, in plans and in export files. */
  readonly name: string
  /** For people. */
  readonly title: string
  readonly variables: readonly Variable[]
  readonly source?: SourceSide
  readonly target?: TargetSide
  /** Of a provider whose tokens rotate. Its tokens are no required variables: `sync auth` brings the first ones. */
  readonly auth?: AuthSide
  /** Of a provider that signs its calls. */
  readonly signing?: SigningSide
}

/** How calls are signed, told without making one. */
export interface SigningSide {
  /**
   * Some calls of each kind, as they would be signed for a shop of the settings at a moment. Nothing is renewed for it.
   * @param at Seconds since 1970.
   */
  explain(
    place: { settings: SourceSettings; shop: string; at: number },
    context: ProviderContext,
  ): Promise<SignedCall[]>
}

export type Providers = ReadonlyMap<string, Provider>

/** Tokens of one owner, as a service has just given them; nobody keeps them yet. */
export interface Granted {
  owner: TokenOwner
  pair: TokenPair
}

/** How a seller's consent becomes tokens, and tokens become newer ones. `settings` are one entry under `source.NAME`. */
export interface AuthSide {
  /** What a consent has to allow so that the source can be read, in the service's words; absent: services tell of none. */
  readonly scopes?: readonly string[]
  /** Where the seller consents, by https; the service is not called. @throws SyncError for what is missing to make it */
  url(settings: SourceSettings, context: ProviderContext): Promise<string>
  /**
   * What the code of a consent brings, of every shop that it is good for. `shop` is what people named, `null`: nothing.
   * @throws SyncError for a code that is refused, or a shop that has to be named
   */
  exchange(
    settings: SourceSettings,
    consent: { code: string; shop: string | null },
    context: ProviderContext,
  ): Promise<Granted[]>
  /** The shops that the settings name, with what the environment gives for each. */
  owners(settings: SourceSettings, context: ProviderContext): Promise<TokenOwner[]>
  /** Renews the owner's tokens now, by `context.tokens`. @throws SyncError */
  renew(settings: SourceSettings, owner: TokenOwner, context: ProviderContext): Promise<TokenPair>
  /** When the seller's consent ends, ISO 8601, by a cheap read; `null`: the service does not tell. Absent: it never does. */
  consentEnd?(settings: SourceSettings, owner: TokenOwner, context: ProviderContext): Promise<string | null>
}

/** A listing file that this program did not write. */
export interface ForeignFile {
  /** For the header, such as `catalog-items`. */
  form: string
  items: ItemFields[]
  /** The file says by itself that it lacks nothing of what was asked for, and all of it was used. */
  complete: boolean
  /** ISO 8601, `null` when the file does not say. */
  exported_at: string | null
  diagnostics: Diagnostic[]
}

/** What is to be read of a shop: `want` in the provider's own words, and the same as an export's header keeps it. */
export interface Asked {
  want: JsonObject
  /** Two exports whose queries are equal can stand for each other. */
  query: JsonObject
  /** Also look for what the target's codes find. */
  codes: boolean | 'auto'
}

/** A provider that says what should be. */
export interface SourceSide {
  /** Of one entry under `source.NAME`; a list of entries is allowed for every source. Its `$defs` go to the whole file's. */
  readonly settings: JsonSchema
  /** Settings with their defaults; what is missing or wrong gets a default too. */
  parse(section: Section): SourceSection
  /** What a schema cannot express. */
  check?(check: SectionCheck): void
  /** An item with every field filled in: an expression that fails over it cannot work over any. */
  readonly sample: JsonObject
  /** Items may have further fields, by names that only the data tells. */
  readonly ownNames?: true
  /**
   * What is read lies there for the next time: every plan reads it afresh, no export of it is kept, and none is too old.
   */
  readonly readAfresh?: true
  /** How people call its items, what they are called in a target, and how they are read. */
  readonly facts: SourceFacts
  /** A shop as people write it, in the form that settings have; absent: as it is written. */
  shopOf?(name: string): string
  /** Where people see the item of this key, by https; `null` for a key of another source. Absent: nowhere. */
  pageOf?(key: string): string | null
  /** Files and folders that it reads, absolute or as they lie in the workspace; no output may take their place. Absent: none. */
  places?(settings: SourceSettings): string[]
  /** What to read of a shop: everything, or what flags choose. Absent: all of it, and flags can only limit it. */
  ask?(settings: SourceSettings, choice: ExportChoice | null): Asked
  /** Files in other forms: what is known, for people, and who reads them. @throws ConfigError for what only looks so */
  readonly files?: {
    known: string
    /** Encodings to try besides UTF-8 and Windows-1252. */
    encodings(shop: string): readonly string[]
    read(value: unknown, shop: string): Promise<ForeignFile | null>
  }
  /** Variables that its settings name, beside those of the provider. Absent: none. */
  named?(settings: SourceSettings): readonly Variable[]
  /** What a new workspace says of it. @throws ConfigError */
  scaffold(choices: ScaffoldChoices): SourceScaffold
  /** What to do first in a new workspace, as a part of a sentence; `null` where the choices say it already. */
  readonly firstStep?: string | ((choices: Pick<ScaffoldChoices, 'brand' | 'shops'>) => string | null)
  open(settings: SourceSettings, context: ProviderContext): Promise<Source>
}

/** A resource that an account holds. */
export interface Seen {
  account: string
  kind: string
  key: string
  /** The target's own. */
  id: string
}

/** What decides what a target holds. */
export type TargetWorkspace = Pick<Workspace, 'settings' | 'attributes' | 'variants'>

/** A provider that is kept equal to what should be. */
export interface TargetSide {
  /** Of what stands under `target.NAME`. */
  readonly settings: JsonSchema
  /** Settings with their defaults; `words` are those of the first source. */
  parse(section: Section, words: SourceWords): TargetSettings
  check?(check: TargetCheck): void
  /** What `specs/attributes.yaml` may say for it. */
  readonly attributes: AttributeForm
  /** What several sources list becomes one product of it: what people say that an item belongs to is one of its own. */
  readonly joins?: true
  /** What a new workspace says of it; `words`, `fields` and the names that items have are those of its source. */
  scaffold(words: SourceWords, fields: readonly WantedField[], names: readonly string[]): TargetScaffold
  /** What to do first in a new workspace, as a part of a sentence. */
  readonly firstStep?: string
  /** Where people see a resource, by https; `null` where they cannot. Absent: nowhere that is known. */
  pageOf?(resource: Seen): string | null
  /** Files and folders that it keeps, absolute or as they lie in the workspace; no output may take their place. Absent: none. */
  places?(settings: TargetSettings): string[]
  /** What it is able to hold; needed without credentials, to plan from a snapshot. */
  traits(workspace: TargetWorkspace): Promise<TargetTraits>
  /** Variables that its settings name, beside those of the provider. Absent: none. */
  named?(settings: TargetSettings): readonly Variable[]
  /** The database that it keeps its resources in, for those who look after it. Absent: it is none that people look after. */
  database?(workspace: TargetWorkspace, context: ProviderContext): Promise<TargetDatabase>
  open(workspace: TargetWorkspace, context: ProviderContext): Promise<Target>
}
