/** What `init` writes to specs/overrides/example.yaml. */
export const EXAMPLE_OVERRIDES = `# yaml-language-server: $schema=../schemas/overrides.schema.json
#
# What people decided about single listings, whatever matching says. Any number of *.yaml and *.csv files may lie in this
# folder; one listing stands in one of them only. The key is an ASIN for every marketplace, or CC/ASIN for one, which wins.
#
#   canonical   the SKU of the canonical product that the listing belongs to, or none: linked to nothing on purpose
#   parent      the ASIN of its variation parent, or none
#   attributes  values instead of the source's, by key of specs/attributes.yaml
#   keep        keys of specs/attributes.yaml that people own on this product: never written, never drift
#   images      exclude: slots that are never shown; order: slots shown first; main: the slot that stands in for MAIN
#   ignore      true: the listing is never created and never touched
#   reason      why, for the people who come after you
version: 1
overrides:
  # B07X8Z63ZL:
  #   canonical: MCA0032-W-10.5
  #   reason: Amazon has no GTIN for this size
  # CA/B07X8Z63ZL:
  #   canonical: none
  #   reason: another article under the same ASIN in Canada
  # B07TBFZL3N:
  #   parent: B077QMJFG9
  #   attributes: { amazon_color: Bomber }
  #   keep: [amazon_title]
  #   images: { exclude: [PT03], order: [MAIN, PT02] }
  #   reason: as seen on the shelf
  # B0C89T5YRQ:
  #   ignore: true
  #   reason: a test listing
`
