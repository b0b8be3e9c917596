-- What bots keep under keys of their own is found by the ids in these keys.
CREATE INDEX "store_item_named" ON "store_item" USING gin ((key || '') gin_trgm_ops) WHERE scope = 'unclassified';
