-- CreateIndex
CREATE INDEX "identity_channel_id_idx" ON "identity"("channel_id");
