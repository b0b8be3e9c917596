import fc from "fast-check";
import { expect, test } from "vitest";
import { sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { maxAttachmentBytes } from "@/lib/model";
import { requireUploadInfo, requireUploadView } from "./read-upload";
import { storeUploads } from "./store-uploads";

const owner = { botId: "bot", conversationId: "c-1", userId: "ann" };

onEachDatabase((database) => {
  test("a file is given back as it was sent, whatever is in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.string({ unit: "grapheme" }), async (bytes, name) => {
        const [stored] = await storeUploads(owner, [{ name, contentType: "application/octet-stream", bytes }]);
        const id = stored?.id ?? "";
        expect(await requireUploadView(id, "original")).toEqual({
          name,
          contentType: "application/octet-stream",
          bytes: Buffer.from(bytes),
        });
        expect(await requireUploadInfo(id)).toMatchObject({ name, views: [{ viewId: "original", size: bytes.length }] });
      }),
      { numRuns: 30 },
    );
  });

  test("a thumbnail is a view of its own, and there is no other", async () => {
    const [stored] = await storeUploads(owner, [
      { name: "a.png", contentType: "image/png", bytes: new Uint8Array(9), thumbnail: new Uint8Array([1, 2, 3]) },
    ]);
    const id = stored?.id ?? "";
    expect((await requireUploadView(id, "thumbnail")).bytes).toEqual(Buffer.from([1, 2, 3]));
    expect((await requireUploadInfo(id)).views).toEqual([
      { viewId: "original", size: 9 },
      { viewId: "thumbnail", size: 3 },
    ]);
    await expect(requireUploadView(id, "other")).rejects.toMatchObject({ code: "upload_not_found" });
    await expect(requireUploadView("f-nowhere", "original")).rejects.toMatchObject({ code: "upload_not_found" });
  });

  test("one file that is too large, or one too many, keeps all out", async () => {
    const file = (length: number) => ({ name: "a", contentType: "image/png", bytes: new Uint8Array(length) });
    const count = async () => (await database.db.query(sql`SELECT id FROM upload`)).length;
    const before = await count();
    await expect(storeUploads(owner, [file(1), file(maxAttachmentBytes + 1)])).rejects.toMatchObject({ code: "body_too_large" });
    await expect(
      storeUploads(
        owner,
        Array.from({ length: 11 }, () => file(1)),
      ),
    ).rejects.toMatchObject({ code: "invalid_request" });
    expect(await count()).toBe(before);
  });
});
