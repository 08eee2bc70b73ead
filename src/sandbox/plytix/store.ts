import type { Clock } from '../../model/clock.ts'
import { assetsOf, isMedia } from './media.ts'
import type { PlytixSimSettings } from './options.ts'
import { ProductIndex } from './product-index.ts'
import type { Asset, Attribute, Category, Family, Product, Relationship } from './records.ts'
import { Table } from './table.ts'

/** The account: its tables, what is derived from them, and what is yet to be done. */
export class Store {
  readonly products: Table<Product>
  readonly attributes: Table<Attribute>
  readonly relationships: Table<Relationship>
  readonly families: Table<Family>
  readonly assets: Table<Asset>
  readonly categories: Table<Category>
  readonly index: ProductIndex
  private readonly attributeLabels = new Map<string, Attribute>()
  private readonly relationshipLabels = new Map<string, Relationship>()
  private readonly filenames = new Map<string, Asset>()
  private media: Attribute[] = []
  private jobs: { due: number; run: () => void }[] = []
  private serial = 0
  private shuffles = 0
  private lastStamp = 0
  private readonly clock: Clock
  private readonly settings: PlytixSimSettings

  constructor(clock: Clock, settings: PlytixSimSettings) {
    this.clock = clock
    this.settings = settings
    const shared = { now: () => clock.now(), delay: () => settings.searchDelayMs, writes: 0 }
    this.products = new Table(shared)
    this.attributes = new Table(shared)
    this.relationships = new Table(shared)
    this.families = new Table(shared)
    this.assets = new Table(shared)
    this.categories = new Table(shared)
    this.index = new ProductIndex((product) => assetsOf(this, product))
  }

  now(): number {
    return Math.floor(this.clock.now())
  }

  /** The time of a write, in milliseconds with three decimals; no two are the same. */
  stamp(): number {
    this.lastStamp = Math.max(this.now(), Math.round(this.lastStamp * 1000 + 1) / 1000)
    return this.lastStamp
  }

  /** The time of such a change where it moves `modified`, which nothing documents; `null` where it does not. */
  movedBy(what: 'links' | 'images'): number | null {
    const moves = what === 'links' ? this.settings.linksMoveModified : this.settings.imagesMoveModified
    return moves ? this.stamp() : null
  }

  /** 24 hex digits, in the order of creation. */
  newId(): string {
    this.serial += 1
    return `65a1b2c3d4e5${this.serial.toString(16).padStart(12, '0')}`
  }

  /** A seed that no earlier page was shuffled with. */
  nextShuffle(): number {
    this.shuffles += 1
    return this.shuffles
  }

  /** Work that an answer 202 only promises; it is done by the first call that comes late enough. */
  later(run: () => void): void {
    this.jobs.push({ due: this.now() + this.settings.asyncDelayMs, run })
  }

  runDue(): void {
    const now = this.now()
    const due = this.jobs.filter((job) => job.due <= now)
    if (due.length === 0) return
    this.jobs = this.jobs.filter((job) => job.due > now)
    for (const job of due) job.run()
  }

  /** Every write so far becomes visible, and promised work is done. */
  settle(): void {
    for (const job of this.jobs.splice(0)) job.run()
    for (const table of [this.products, this.attributes, this.relationships]) table.settle()
    for (const table of [this.families, this.assets, this.categories]) table.settle()
  }

  saveProduct(product: Product): void {
    this.index.replace(this.products.get(product.id), product)
    this.products.put(product)
  }

  removeProduct(product: Product): void {
    this.index.replace(product, undefined)
    this.products.delete(product.id)
  }

  productBySku(sku: string): Product | undefined {
    return this.products.get(this.index.withSku(sku) ?? '')
  }

  variantsOf(parent: Product): Product[] {
    return this.index.variantsOf(parent.id).flatMap((id) => this.products.get(id) ?? [])
  }

  saveAttribute(attribute: Attribute): void {
    this.attributes.put(attribute)
    this.attributeLabels.set(attribute.label, attribute)
    this.media = [...this.attributeLabels.values()].filter(isMedia)
  }

  removeAttribute(attribute: Attribute): void {
    this.attributes.delete(attribute.id)
    this.attributeLabels.delete(attribute.label)
    this.media = this.media.filter(({ id }) => id !== attribute.id)
  }

  attribute(label: string): Attribute | undefined {
    return this.attributeLabels.get(label)
  }

  mediaAttributes(): readonly Attribute[] {
    return this.media
  }

  saveRelationship(relationship: Relationship): void {
    this.relationships.put(relationship)
    this.relationshipLabels.set(relationship.label, relationship)
  }

  removeRelationship(relationship: Relationship): void {
    this.relationships.delete(relationship.id)
    this.relationshipLabels.delete(relationship.label)
  }

  relationship(label: string): Relationship | undefined {
    return this.relationshipLabels.get(label)
  }

  saveAsset(asset: Asset): void {
    const before = this.assets.get(asset.id)
    if (before) this.filenames.delete(before.filename)
    this.assets.put(asset)
    this.filenames.set(asset.filename, asset)
  }

  removeAsset(asset: Asset): void {
    this.assets.delete(asset.id)
    this.filenames.delete(asset.filename)
  }

  assetNamed(filename: string): Asset | undefined {
    return this.filenames.get(filename)
  }
}
