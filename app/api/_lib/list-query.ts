import * as z from "zod";

const maxPage = 500;
const defaultPage = 100;

export const limitQuery = wholeNumberText({ min: 1, max: maxPage }).default(defaultPage).describe("How many at most");

export const cursorQuery = z.string().min(1).optional().describe("From the page before");

/** Turns and state writes are numbered in 32 bits. */
export const turnNumber = wholeNumberText({ min: 1, max: 2_147_483_647 });

/** A whole number as URLs carry it: digits only, no sign, point or exponent. */
export function wholeNumberText({ min, max }: { min: number; max: number }) {
  return z
    .string()
    .refine(
      (text) => /^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max,
      `Invalid input: expected a whole number from ${min} to ${max}`,
    )
    .transform(Number)
    .meta({ type: "integer", minimum: min, maximum: max });
}
