-- Facts in what several people share were put down to who spoke, also where a key says whom they are about: they are filed again at the next start.
INSERT INTO fact_backlog (item_id) SELECT id FROM store_item
WHERE user_id IS NULL AND data IS NOT NULL
  AND conversation_id IN (SELECT conversation_id FROM member GROUP BY conversation_id HAVING count(*) > 1)
ON CONFLICT (item_id) DO NOTHING;
