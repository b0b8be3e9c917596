-- What bots keep under keys of their own is found by the ids in these keys.
CREATE INDEX "store_item_named" ON "store_item"((key || '')) WHERE scope = 'unclassified';
