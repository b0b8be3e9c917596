-- Few items have more leaves than are taken of one, and their number is asked for the whole dictionary. Of an expression, since Prisma knows no partial index on columns.
CREATE INDEX "store_item_unindexed" ON "store_item"((unindexed_leaves + 0)) WHERE unindexed_leaves > 0;
