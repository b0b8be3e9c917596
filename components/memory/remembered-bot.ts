"use client";
import * as z from "zod";
import { createStoredValue } from "@/components/settings/stored-value";

/** The bot whose memory was looked at last in this browser. */
export const rememberedBot = createStoredValue<string | null>("turnscope:memory-bot", z.string().nullable(), null);
