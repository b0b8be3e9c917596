-- CreateTable
CREATE TABLE "person_due" (
    "identity_id" TEXT NOT NULL PRIMARY KEY,
    "write_seq" INTEGER NOT NULL
);

-- Whole values are found through the text index too (lib/db/text-index.ts): it holds each value between a start and an end mark. An index of
-- their hashes is written at four places that are anywhere in it when two values change, each to be fetched from the disk first.
DROP INDEX "fact_value_hash_idx";
DROP TRIGGER "fact_text_insert";
DROP TRIGGER "fact_text_delete";
DROP TRIGGER "fact_text_update";
DROP TABLE "fact_text";
CREATE VIEW "fact_marked" AS SELECT id, char(2) || folded || char(3) AS folded FROM fact;
CREATE VIRTUAL TABLE "fact_text" USING fts5(folded, content='fact_marked', content_rowid='id', tokenize='trigram', detail='none', columnsize=0);
INSERT INTO fact_text(fact_text) VALUES ('rebuild');

CREATE TRIGGER "fact_text_insert" AFTER INSERT ON "fact" BEGIN
  INSERT INTO fact_text(rowid, folded) VALUES (new.id, char(2) || new.folded || char(3));
END;
CREATE TRIGGER "fact_text_delete" AFTER DELETE ON "fact" BEGIN
  INSERT INTO fact_text(fact_text, rowid, folded) VALUES ('delete', old.id, char(2) || old.folded || char(3));
END;
CREATE TRIGGER "fact_text_update" AFTER UPDATE OF folded ON "fact" WHEN old.folded <> new.folded BEGIN
  INSERT INTO fact_text(fact_text, rowid, folded) VALUES ('delete', old.id, char(2) || old.folded || char(3));
  INSERT INTO fact_text(rowid, folded) VALUES (new.id, char(2) || new.folded || char(3));
END;

-- The largest items of a bot are looked for among a million. Those below are in no index, which their turns need not write.
CREATE INDEX "store_item_large" ON "store_item"("bot_id", (bytes + 0)) WHERE bytes >= 2000;
