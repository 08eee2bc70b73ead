-- The tables of the master catalogue, for Postgres 15 and later. A statement ends with a semicolon and an empty line.

CREATE TABLE catalog_migrations (
  name text PRIMARY KEY,
  sha256 text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);

-- Names the catalogue for plans and baselines; a restored copy keeps it.
CREATE TABLE catalog_identity (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  catalog_id uuid NOT NULL DEFAULT gen_random_uuid()
);

INSERT INTO catalog_identity DEFAULT VALUES;

-- What people change with other tools counts as well, so the version is raised here and not by the program.
CREATE FUNCTION raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.modified_at := now();
  RETURN NEW;
END
$$;

-- One for all kinds, so that an id says by itself what it belongs to.
CREATE SEQUENCE catalog_ids AS bigint;

CREATE TABLE categories (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text NOT NULL,
  name text NOT NULL CONSTRAINT category_name_given CHECK (name <> ''),
  parent_id bigint REFERENCES categories ON DELETE RESTRICT,
  CONSTRAINT category_name UNIQUE (account, name)
);

CREATE TABLE assets (
  id bigint PRIMARY KEY DEFAULT nextval('catalog_ids'),
  account text NOT NULL,
  filename text NOT NULL CONSTRAINT asset_filename_given CHECK (filename <> ''),
  url text NOT NULL CONSTRAINT asset_url_given CHECK (url <> ''),
  sha256 text,
  source_url text,
  created_run text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT asset_filename UNIQUE (account, filename)
);

CREATE TABLE attribute_definitions (
  id bigint PRIMARY KEY DEFAULT nextval('catalog_ids'),
  account text NOT NULL,
  label text NOT NULL CONSTRAINT attribute_label_given CHECK (label <> ''),
  name text NOT NULL,
  type text NOT NULL,
  options text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT attribute_label UNIQUE (account, label)
);

CREATE TABLE master_products (
  id bigint PRIMARY KEY DEFAULT nextval('catalog_ids'),
  account text NOT NULL,
  master_sku text NOT NULL CONSTRAINT master_sku_given CHECK (master_sku <> ''),
  name text NOT NULL CONSTRAINT name_given CHECK (name <> ''),
  status text NOT NULL DEFAULT 'draft' CONSTRAINT status_known CHECK (status IN ('draft', 'active', 'inactive', 'archived')),
  gtin text,
  description text,
  brand text,
  category_id bigint CONSTRAINT category_there REFERENCES categories ON DELETE RESTRICT,
  base_price numeric(18, 4) CONSTRAINT base_price_above_zero CHECK (base_price > 0),
  currency char(3) CONSTRAINT currency_code CHECK (currency ~ '^[A-Z]{3}$'),
  stock integer CONSTRAINT stock_not_negative CHECK (stock >= 0),
  weight_g integer CONSTRAINT weight_not_negative CHECK (weight_g >= 0),
  thumbnail_id bigint CONSTRAINT thumbnail_there REFERENCES assets ON DELETE RESTRICT,
  attributes jsonb NOT NULL DEFAULT '{}' CONSTRAINT attributes_object CHECK (jsonb_typeof(attributes) = 'object'),
  baseline text,
  version bigint NOT NULL DEFAULT 1,
  created_run text,
  created_at timestamptz NOT NULL DEFAULT now(),
  modified_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT master_sku UNIQUE (account, master_sku)
);

CREATE TRIGGER master_products_version BEFORE UPDATE ON master_products FOR EACH ROW EXECUTE FUNCTION raise_version();

CREATE INDEX idx_master_products_category ON master_products (category_id);

CREATE INDEX idx_master_products_thumbnail ON master_products (thumbnail_id);

CREATE TABLE product_images (
  product_id bigint NOT NULL CONSTRAINT image_product_there REFERENCES master_products ON DELETE CASCADE,
  gallery text NOT NULL,
  position integer NOT NULL,
  asset_id bigint NOT NULL CONSTRAINT image_asset_there REFERENCES assets ON DELETE RESTRICT,
  PRIMARY KEY (product_id, gallery, position),
  CONSTRAINT image_once UNIQUE (product_id, gallery, asset_id)
);

CREATE INDEX idx_product_images_asset ON product_images (asset_id);

CREATE TABLE master_product_variants (
  id bigint PRIMARY KEY DEFAULT nextval('catalog_ids'),
  account text NOT NULL,
  product_id bigint NOT NULL CONSTRAINT variant_product_there REFERENCES master_products ON DELETE RESTRICT,
  variant_sku text NOT NULL CONSTRAINT variant_sku_given CHECK (variant_sku <> ''),
  -- Not unique within a product: two variants may have the same options.
  option_values jsonb NOT NULL DEFAULT '{}' CONSTRAINT option_values_object CHECK (jsonb_typeof(option_values) = 'object'),
  gtin text,
  price numeric(18, 4) CONSTRAINT price_above_zero CHECK (price > 0),
  stock integer CONSTRAINT stock_not_negative CHECK (stock >= 0),
  weight_g integer CONSTRAINT weight_not_negative CHECK (weight_g >= 0),
  baseline text,
  version bigint NOT NULL DEFAULT 1,
  created_run text,
  created_at timestamptz NOT NULL DEFAULT now(),
  modified_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT variant_sku UNIQUE (account, variant_sku)
);

CREATE TRIGGER master_product_variants_version BEFORE UPDATE ON master_product_variants
  FOR EACH ROW EXECUTE FUNCTION raise_version();

CREATE INDEX idx_master_product_variants_product ON master_product_variants (product_id);

-- What a listing said of itself, once for each content.
CREATE TABLE raw_import_data (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text NOT NULL,
  platform text NOT NULL,
  shop text NOT NULL,
  external_id text NOT NULL,
  digest text NOT NULL,
  body jsonb NOT NULL,
  first_seen_run text,
  last_seen_run text,
  seen_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT raw_content UNIQUE (account, platform, shop, external_id, digest)
);

CREATE TABLE platform_mappings (
  id bigint PRIMARY KEY DEFAULT nextval('catalog_ids'),
  account text NOT NULL,
  platform text NOT NULL CONSTRAINT platform_given CHECK (platform <> ''),
  shop text NOT NULL CONSTRAINT shop_given CHECK (shop <> ''),
  platform_product_id text NOT NULL CONSTRAINT platform_product_given CHECK (platform_product_id <> ''),
  platform_variant_id text,
  product_id bigint CONSTRAINT mapping_product_there REFERENCES master_products ON DELETE RESTRICT,
  variant_id bigint CONSTRAINT mapping_variant_there REFERENCES master_product_variants ON DELETE RESTRICT,
  sync_status text NOT NULL DEFAULT 'pending'
    CONSTRAINT sync_status_known CHECK (sync_status IN ('pending', 'synced', 'error', 'disabled')),
  sync_error text,
  price numeric(18, 4) CONSTRAINT price_above_zero CHECK (price > 0),
  currency char(3) CONSTRAINT currency_code CHECK (currency ~ '^[A-Z]{3}$'),
  fee numeric(18, 4),
  raw_id bigint CONSTRAINT raw_there REFERENCES raw_import_data ON DELETE RESTRICT,
  seen_at timestamptz NOT NULL DEFAULT now(),
  baseline text,
  version bigint NOT NULL DEFAULT 1,
  created_run text,
  created_at timestamptz NOT NULL DEFAULT now(),
  modified_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT platform_listing UNIQUE NULLS NOT DISTINCT (account, platform, shop, platform_product_id, platform_variant_id)
);

CREATE TRIGGER platform_mappings_version BEFORE UPDATE ON platform_mappings FOR EACH ROW EXECUTE FUNCTION raise_version();

CREATE INDEX idx_platform_mappings_product ON platform_mappings (product_id);

CREATE INDEX idx_platform_mappings_variant ON platform_mappings (variant_id);

CREATE INDEX idx_platform_mappings_raw ON platform_mappings (raw_id);

-- One row for each row that was written, in the transaction that wrote it.
CREATE TABLE catalog_changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text NOT NULL,
  run_id text,
  operation text NOT NULL,
  kind text NOT NULL,
  sku text NOT NULL,
  row_id bigint NOT NULL,
  before jsonb,
  after jsonb,
  actor text NOT NULL DEFAULT current_user,
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT run_operation UNIQUE (run_id, operation)
);

CREATE INDEX idx_catalog_changes_sku ON catalog_changes (account, sku, id);

-- What each run wrote.
CREATE VIEW import_batches AS
  SELECT account, run_id AS batch_id, min(at) AS started_at, max(at) AS ended_at, count(*) AS changes,
         count(*) FILTER (WHERE before IS NULL) AS created,
         count(*) FILTER (WHERE before IS NOT NULL AND after IS NOT NULL) AS updated,
         count(*) FILTER (WHERE after IS NULL) AS deleted
  FROM catalog_changes
  WHERE run_id IS NOT NULL
  GROUP BY account, run_id;
