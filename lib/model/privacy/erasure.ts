import * as z from "zod";
import { requestNumber } from "./request";

/** What cannot be reached from here, by code; `erasureLimits` says it in words. */
export const erasureLimitCodes = ["channels", "backups", "storage-media", "wal", "other-systems", "copies", "short", "unread"] as const;

export const erasureLimits: Record<(typeof erasureLimitCodes)[number], string> = {
  channels: "What the channels themselves keep (Teams, Direct Line and others): tell them, as the list of recipients says",
  backups:
    "Backups made before. They are deleted in their time; when one is restored, this erasure is done again before anything is served",
  "storage-media": "Traces on the medium itself: remapped blocks of an SSD, snapshots of the file system or the virtual machine, swap",
  wal: "PostgreSQL's write-ahead log, until its segments are recycled, and replicas and archives that are made from it",
  "other-systems": "What bots have sent elsewhere: language models, analytics, their own databases",
  copies: "Files that somebody exported or downloaded before, outside of this installation",
  short:
    "Names and words so short or so ordinary that they may be anybody's: they went with what was the person's own, and were not looked for in what others keep",
  unread: "What is to be seen or read only inside of other people's files and pictures: no program opened those",
};

export const storeCount = z.object({
  store: z.string().describe("A model of the database"),
  deleted: z.number().int().describe("Rows that go, or of which only a mark stays"),
  rewritten: z.number().int().describe("Rows that stay without the person"),
});

/** What erasing somebody would do. Counts and patterns, no names and no values. */
const erasurePlan = z.object({
  number: requestNumber,
  accounts: z.number().int().describe("Under how many accounts the person is known, copies included"),
  copies: z
    .object({
      forks: z.number().int().describe("Accounts that forks made of the person's"),
      files: z.number().int().describe("Accounts that opening bundles and transcripts made of the person's"),
      alike: z
        .number()
        .int()
        .describe("Accounts in files opened long ago that have the person's name and are not included: perhaps copies of them"),
    })
    .default({ forks: 0, files: 0, alike: 0 })
    .describe("What was found as copies of the person, by the mark that they got when they were made"),
  conversations: z.object({
    whole: z.number().int().describe("Go entirely: no other human is left in them"),
    shared: z.number().int().describe("Stay for others, without what is the person's"),
    detached: z.number().int().describe("Forks of others that get a past of their own"),
  }),
  stores: z.array(storeCount),
  paths: z.array(z.object({ botId: z.string(), scope: z.string(), pattern: z.string(), leaves: z.number().int() })),
  unattributed: z
    .array(z.object({ botId: z.string(), pattern: z.string(), reason: z.enum(["hand", "late", "import"]), places: z.number().int() }))
    .describe("Places in shared state of which nobody can tell whose they are: they wait for somebody to decide"),
  holds: z
    .array(
      z.object({
        matter: z.string().describe("Empty where the hold is on somebody else"),
        on: z
          .enum(["person", "conversation", "days", "other"])
          .describe(
            "`person`: all that is theirs, so that nothing runs; `other`: on somebody else, in whose data something of theirs stands",
          ),
        owner: z.string().default(""),
        reviewOn: z.string(),
        ground: z.literal("17(3)(e)").default("17(3)(e)").describe("Of the GDPR: legal claims"),
      }),
    )
    .describe("Legal holds: what they are on is kept and restricted, and the rest is erased"),
  kept: z
    .object({
      conversations: z.number().int(),
      items: z.number().int().describe("What bots remember beside them"),
    })
    .default({ conversations: 0, items: 0 })
    .describe("How much is kept under holds; who the person is stays with it"),
  bytes: z.number().int().describe("About how much goes"),
  limits: z.array(z.enum(erasureLimitCodes)).describe("What is not erased by this"),
});
export type ErasurePlan = z.infer<typeof erasurePlan>;

/** Whether something of the person stays under a legal hold. */
export function isPartKept({ kept }: Pick<ErasurePlan, "kept">): boolean {
  return kept.conversations + kept.items > 0;
}

/** `planned` and `approved` wait for somebody; the others follow by themselves, also after a crash. */
/** What goes on by itself once it has begun. */
export const runningSteps = ["erasing", "erased", "checked", "searched", "cleaned", "verified"] as const;
const erasureSteps = ["planned", "approved", ...runningSteps, "done", "failed"] as const;
export type ErasureStep = (typeof erasureSteps)[number];

export const erasure = z.object({
  number: requestNumber,
  step: z.enum(erasureSteps),
  planHash: z.string(),
  plan: erasurePlan,
  plannedBy: z.string(),
  plannedAt: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  isSelfApproved: z.boolean().describe("One person planned and approved it, as a team of one may"),
  startedAt: z.string().nullable(),
  failure: z.string().nullable(),
  finishedAt: z.string().nullable(),
  waiting: z.number().int().describe("Places that still wait for a decision"),
  canFinish: z.boolean().describe("A part was kept under a hold that was released since: a new plan erases it"),
});
export type Erasure = z.infer<typeof erasure>;

/** A place in state that others share, of which nothing tells whose it is, and what somebody decided. `erase` waits for the run, `erased` is done. */
const reviewPlace = z.object({
  id: z.string(),
  botId: z.string(),
  scope: z.string(),
  conversationId: z.string().nullable(),
  pattern: z.string().describe("The place; keys that are somebody's id are {}"),
  label: z.string().nullable().describe("As the dictionary calls it"),
  reason: z.enum(["hand", "late", "import"]).describe("What wrote it instead of a turn"),
  writtenBy: z.string().nullable(),
  writtenAt: z.string().nullable(),
  values: z.array(z.string()).describe("What stands there, ten at most; ••••• when masked"),
  isMasked: z.boolean(),
  isEarlier: z.boolean().describe("It stands in earlier versions only"),
  decision: z.enum(["erase", "erased", "kept"]).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type ReviewPlace = z.infer<typeof reviewPlace>;

export const reviewPlaces = z.object({ places: z.array(reviewPlace).describe("Those that wait first") });
export type ReviewPlaces = z.infer<typeof reviewPlaces>;

export const decidePlacesRequest = z.strictObject({
  placeIds: z.array(z.string().max(100)).min(1).max(1000),
  decision: z.enum(["erase", "kept"]).describe("erase: it belongs to the person. kept: it is somebody else's"),
});
export type DecidePlacesRequest = z.infer<typeof decidePlacesRequest>;

export const approveErasureRequest = z.strictObject({ planHash: z.string() });
export const runErasureRequest = z.strictObject({
  planHash: z.string(),
  confirm: requestNumber.describe("The number of the case, typed by whoever runs it"),
});
