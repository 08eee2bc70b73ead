/** A sales channel's list of what it shows, such as that of the online store. */
export interface Publication {
  readonly __typename: 'Publication'
  id: string
  name: string
  /** New products are put on it. */
  autoPublish: boolean
}

/** Of a product or collection on a publication. */
export interface Publishing {
  publication: Publication
  /** Milliseconds since 1970; one that lies ahead is no publishing yet. */
  publishDate: number
}

/** One line of `publishablePublish` and `publishableUnpublish`. */
export interface PublicationInput {
  publicationId?: string | null
  publishDate?: string | null
}

export interface PublicationProblem {
  field: string[]
  message: string
}

/** What is on which publication. A product in draft can be on one, and counts only when it is ACTIVE: contract, §11. */
export class PublicationLedger {
  private readonly of = new Map<string, Map<string, number>>()
  readonly publications: readonly Publication[]

  constructor(publications: readonly Publication[]) {
    this.publications = publications
  }

  get(id: string): Publication | undefined {
    return this.publications.find((one) => one.id === id)
  }

  /** Of one resource, in the order of the publications. */
  listed(resource: string): Publishing[] {
    const dates = this.of.get(resource)
    return this.publications.flatMap((publication) => {
      const publishDate = dates?.get(publication.id)
      return publishDate === undefined ? [] : [{ publication, publishDate }]
    })
  }

  /** All lines or none. The answer says what stands against them. */
  publish(resource: string, input: readonly PublicationInput[], now: number): PublicationProblem[] {
    const problems = this.problems(input)
    if (problems.length > 0) return problems
    const dates = this.of.get(resource) ?? new Map<string, number>()
    this.of.set(resource, dates)
    for (const { publicationId, publishDate } of input) {
      const at = publishDate ? Date.parse(publishDate) : now
      if (publishDate || !dates.has(publicationId as string)) dates.set(publicationId as string, at)
    }
    return []
  }

  unpublish(resource: string, input: readonly PublicationInput[]): PublicationProblem[] {
    const problems = this.problems(input)
    if (problems.length > 0) return problems
    for (const { publicationId } of input) this.of.get(resource)?.delete(publicationId as string)
    return []
  }

  forget(resource: string): void {
    this.of.delete(resource)
  }

  private problems(input: readonly PublicationInput[]): PublicationProblem[] {
    return input.flatMap(({ publicationId }, index) => {
      if (publicationId && this.get(publicationId)) return []
      const message = publicationId ? 'Publication does not exist or is not publishable' : "Publication can't be blank"
      return [{ field: ['input', String(index), 'publicationId'], message }]
    })
  }
}
