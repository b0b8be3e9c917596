import path from "node:path";
import { expect, test } from "vitest";
import { isHarnessError } from "@/lib/model";
import { listSettingWarnings, parseEnv } from "./env";

test("without settings it listens on this machine and keeps its data beside the code", () => {
  expect(parseEnv({})).toEqual({
    host: "127.0.0.1",
    port: 3000,
    dataFolder: path.resolve(".data"),
    databaseUrl: null,
    botsModule: null,
    remoteBotsFile: null,
    budgetBytes: 32_768,
    turnTimeoutMs: 60_000,
    botStateLimitBytes: 32_768,
    secretKey: null,
    loginUrl: "https://login.microsoftonline.com",
    presidioUrl: null,
    phoneRegions: ["GB", "US", "DE", "FR", "ES", "HU"],
    backupDays: 30,
    holidays: [],
    auditDays: 365,
    publicUrl: null,
    isExposed: false,
    signIn: null,
    trustsProxy: null,
    approvals: null,
    isDev: false,
  });
});

test("an empty setting means a setting that was not given", () => {
  expect(parseEnv({ PORT: "", DATABASE_URL: "", TURNSCOPE_BOTS: "", HOST: "" })).toEqual(parseEnv({}));
});

test("settings are read with their types, and paths become absolute", () => {
  const env = parseEnv({
    HOST: "::1",
    PORT: "0",
    TURNSCOPE_DATA: "/tmp/some-data",
    DATABASE_URL: "postgresql://tester:secret@db.example:5433/turnscope?sslmode=require",
    TURNSCOPE_BOTS: "./bots/index.js",
    TURNSCOPE_STATE_BUDGET_BYTES: "1000",
    TURNSCOPE_TURN_TIMEOUT_MS: "250",
    NODE_ENV: "development",
  });
  expect(env).toMatchObject({ host: "::1", port: 0, dataFolder: "/tmp/some-data", budgetBytes: 1000, turnTimeoutMs: 250, isDev: true });
  expect(env.botsModule).toBe(path.resolve("bots/index.js"));
  expect(env.databaseUrl).toContain("@db.example:5433/turnscope");
});

test.each([
  ["PORT", "http"],
  ["PORT", "65536"],
  ["PORT", "-1"],
  ["PORT", "80.5"],
  ["PORT", "1e3"],
  ["HOST", "0.0.0.0"],
  ["HOST", "192.168.1.4"],
  ["HOST", "127.0.0.1.example.com"],
  ["HOST", "a b"],
  ["TURNSCOPE_PUBLIC_URL", "turnscope"],
  ["TURNSCOPE_PUBLIC_URL", "https://turnscope.example.org"],
  ["TURNSCOPE_SIGN_IN", "passwords"],
  ["TURNSCOPE_TRUST_PROXY", "yes"],
  ["TURNSCOPE_STATE_BUDGET_BYTES", "0"],
  ["TURNSCOPE_TURN_TIMEOUT_MS", "a minute"],
  ["TURNSCOPE_PHONE_REGIONS", "Germany"],
])("%s=%s is refused in one sentence that names the setting, the value and an example", (name, value) => {
  const sentence = refusal({ [name]: value });
  expect(sentence).toContain(`${name} is "${value}"`);
  expect(sentence).toContain(`for example ${name}=`);
  expect(sentence.trim().split("\n")).toHaveLength(1);
});

test.each(["mysql://root:hunter2@localhost/db", "postgresql://user:hunter2@localhost", "user:hunter2@localhost/db"])(
  "a database address that is not PostgreSQL's is refused without repeating its password",
  (value) => {
    const sentence = refusal({ DATABASE_URL: value });
    expect(sentence).toContain("DATABASE_URL");
    expect(sentence).not.toContain("hunter2");
  },
);

test("a proxy whose word nobody has said anything about is warned of, since all people have its address then", () => {
  const source = { TURNSCOPE_PUBLIC_URL: "https://turnscope.example.org", TURNSCOPE_SIGN_IN: "accounts" };
  expect(listSettingWarnings(parseEnv(source))).toEqual([expect.stringContaining("Set TURNSCOPE_TRUST_PROXY=1")]);
  for (const said of ["0", "1"]) expect(listSettingWarnings(parseEnv({ ...source, TURNSCOPE_TRUST_PROXY: said }))).toEqual([]);
  expect(listSettingWarnings(parseEnv({}))).toEqual([]);
});

test("a proxy that is trusted where others reach the server without it is warned of, since they say their address themselves then", () => {
  const source = { HOST: "10.0.0.5", TURNSCOPE_SIGN_IN: "accounts", TURNSCOPE_PUBLIC_URL: "https://turnscope.example.org" };
  expect(listSettingWarnings(parseEnv({ ...source, TURNSCOPE_TRUST_PROXY: "1" }))).toEqual([expect.stringContaining('HOST is "10.0.0.5"')]);
  expect(listSettingWarnings(parseEnv({ ...source, TURNSCOPE_TRUST_PROXY: "0" }))).toEqual([]);
});

function refusal(source: Record<string, string>): string {
  try {
    parseEnv(source);
  } catch (error) {
    if (isHarnessError(error) && error.code === "invalid_setting") return error.userMessage;
    throw error;
  }
  throw new Error("the setting was accepted");
}
