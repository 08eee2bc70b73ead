-- What sync find looks up by: names by their words, codes, and what is not in step with its platform.

CREATE INDEX idx_master_products_name_search ON master_products USING gin (to_tsvector('simple', name));

CREATE INDEX idx_master_products_gtin ON master_products (gtin);

CREATE INDEX idx_master_product_variants_gtin ON master_product_variants (gtin);

CREATE INDEX idx_platform_mappings_sync_status ON platform_mappings (sync_status) WHERE sync_status <> 'synced';

-- Parts of words (ILIKE '%word%') need pg_trgm; where it may not be created there is no such index.
DO $$
DECLARE
  place text;
BEGIN
  SELECT namespace.nspname INTO place
  FROM pg_opclass JOIN pg_namespace AS namespace ON namespace.oid = pg_opclass.opcnamespace
  WHERE pg_opclass.opcname = 'gin_trgm_ops' LIMIT 1;
  IF place IS NULL THEN
    BEGIN
      CREATE EXTENSION pg_trgm WITH SCHEMA public;
      place := 'public';
    EXCEPTION WHEN OTHERS THEN
      RETURN;
    END;
  END IF;
  EXECUTE format('CREATE INDEX idx_master_products_name_trgm ON master_products USING gin (name %I.gin_trgm_ops)', place);
END
$$;
