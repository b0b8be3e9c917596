import type * as z from "zod";
import type { ErrorCode, RequiredRight, Right } from "@/lib/model";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type OperationBody<B extends z.ZodType> = {
  schema: B;
  mediaTypes: readonly string[];
  limitBytes: number;
  /** How deep lists and objects may nest, where it is not `maxJsonDepth`. */
  maxDepth?: number;
  example: unknown;
  /** Where the handler reads the text itself, to say which line is wrong: what each media type holds. The schema is then of `textBody`. */
  texts?: Readonly<Record<string, { schema: z.ZodType; example: unknown }>>;
};

/**
 * What it takes to ask for something. Where a test bot is concerned everybody may who is signed in, and of a production bot whoever has the
 * right that is named: it may depend on what is sent.
 */
export type OperationRight =
  | RequiredRight
  | {
      inProduction: Right | ((body: unknown) => Right);
      /** It reaches what production bots know also where the caller does not know of them, and is refused then. */
      isWhole?: true;
    };

/**
 * One thing the API does: what it takes, what it answers, what can go wrong. The route wrapper parses with it and the
 * OpenAPI document is made from it, so neither can say something else.
 */
export type Operation<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  H extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> = {
  id: string;
  right: OperationRight;
  method: Method;
  /** Parameters in braces; each is one percent-encoded segment. */
  path: `/api/${string}`;
  tag:
    | "Server"
    | "Access"
    | "Masking"
    | "Bots"
    | "Storage"
    | "Conversations"
    | "Members"
    | "Sign-in"
    | "Activities"
    | "State"
    | "Turns"
    | "Protocol log"
    | "History"
    | "Snapshots"
    | "Memory"
    | "Personas"
    | "People"
    | "Privacy"
    | "Files"
    | "Audit";
  summary: string;
  description?: string;
  params: P;
  query: Q;
  /** By their names in lower case. */
  headers: H;
  body?: OperationBody<B>;
  answer: {
    status: number;
    description: string;
    schema: A;
    headers?: Readonly<Record<string, string>>;
    /** Media types in which it may be answered instead, where the query asks for one. */
    texts?: readonly string[];
  };
  errors: readonly ErrorCode[];
  /**
   * Answers are masked by their schema (lib/model/masking/mask-marks.ts), unless the handler masks what it reads (`by-reader`, with the sight it
   * is given), or a party of the conversation asks for its own (`own`).
   */
  masking?: "by-reader" | "own";
  /** No GET, and all the same nothing is changed but what is seen: open to emergency access, as every GET is. */
  isReading?: true;
  /** Hands people's data out as a file: emergency access lets nobody take one. */
  isCopy?: true;
  /** It writes a person's state by hand: refused to whoever may not see it. */
  writesState?: true;
};

export type OperationInput<P extends z.ZodObject, Q extends z.ZodObject, H extends z.ZodObject, B extends z.ZodType> = {
  params: z.output<P>;
  query: z.output<Q>;
  headers: z.output<H>;
  body: z.output<B>;
};
