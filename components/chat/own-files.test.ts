import { expect, test } from "vitest";
import { ownFileUrl, ownSignInUrl } from "./own-files";

const page = { origin: "http://localhost:3000", port: "3000" };
const path = "/v3/attachments/f-abc123/views/original";

test.each(["127.0.0.1", "localhost", "[::1]"])("a file of our server at %s is loaded from the origin of the page", (host) => {
  expect(ownFileUrl(`http://${host}:3000${path}`, page)).toBe(`http://localhost:3000${path}`);
});

test.each([
  `http://127.0.0.1:4000${path}`,
  `http://evil.example:3000${path}`,
  `http://127.0.0.1.evil.example:3000${path}`,
  `https://127.0.0.1:3000${path}`,
  "http://127.0.0.1:3000/api/conversations",
  `http://127.0.0.1:3000${path}/../../../../api`,
  path,
  "data:image/png;base64,AAAA",
])("%s is not one", (url) => {
  expect(ownFileUrl(url, page)).toBeNull();
});

test("a sign-in page of ours is opened at the origin of the page, and nobody else's is taken for one", () => {
  expect(ownSignInUrl("http://127.0.0.1:3000/sign-in/AbC-_1", "c/1", page)).toBe("http://localhost:3000/sign-in/AbC-_1?conversation=c%2F1");
  for (const url of ["http://127.0.0.1:4000/sign-in/A", "https://login.example/sign-in/A", "http://127.0.0.1:3000/sign-in/A/../../api"]) {
    expect(ownSignInUrl(url, "c-1", page)).toBeNull();
  }
});
