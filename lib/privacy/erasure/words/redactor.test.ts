import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPhone } from "../../spelling/phone-pattern";
import { cutUp, maxTexts } from "../needles/cut-up";
import { neutralWord, redactorOf } from "./redactor";
import { storedForms } from "./stored-forms";

const regions = { phoneRegions: ["GB", "HU"] };
const decomposed = (text: string) => text.normalize("NFD");

describe.each([
  {
    what: "names and ids",
    texts: ["Ann", "Ann Smith", "Smith", "ann-1"],
    cases: [
      ["Hello Ann, how are you?", "Hello [erased], how are you?"],
      ["@ann: look", "[erased]: look"],
      ["I met Smith.She said", "I met [erased].She said"],
      ["Ann  Smith.txt and ann_smith", "[erased].txt and [erased]"],
      ["ANN\u00a0SMITH", "[erased]"],
      ["emulator/users/ann-1/", "emulator/users/[erased]/"],
      ["Anna and Ann-Marie and ann-10 stay", "Anna and Ann-Marie and ann-10 stay"],
      ["ann.smith@example.org is another's", "ann.smith@example.org is another's"],
      ["bob@ann.example.org too", "bob@ann.example.org too"],
    ],
  },
  {
    what: "names with accents",
    texts: ["José Núñez"],
    cases: [
      [`I know ${decomposed("José Núñez")} well`, "I know [erased] well"],
      ["JOSÉ NÚÑEZ", "[erased]"],
      ["Jose Nunez is another", "Jose Nunez is another"],
    ],
  },
  {
    what: "a name of which a part is written like an id",
    texts: ["ann-x7f3k2l9", "x7f3k2l9", "Ann x7f3k2l9"],
    cases: [["for Ann x7f3k2l9 too", "for [erased] too"]],
  },
  { what: "a name that another letter's accent follows", texts: ["Jose"], cases: [[decomposed("José"), decomposed("José")]] },
  {
    what: "names in scripts without spaces",
    texts: ["王小明", "김철수"],
    cases: [
      ["我认识王小明很久了", "我认识[erased]很久了"],
      ["김철수는", "[erased]는"],
    ],
  },
  {
    what: "names that are words",
    texts: ["Will May", "Will", "may"],
    cases: [
      ["I will go in may if I may, said Will to MAY", "I will go in may if I may, said [erased] to [erased]"],
      ["will may", "[erased]"],
    ],
  },
  { what: "names of two letters", texts: ["Ed"], cases: [["Hi Ed, Eddy tried and ed stays", "Hi [erased], Eddy tried and ed stays"]] },
  {
    what: "telephone numbers",
    texts: ["+44 7700 900456"],
    cases: [
      ["her number is 07700 900456", "her number is [erased]"],
      ["or +44 (0)7700 900456", "or [erased]"],
      ["0044 7700 900456, 447700900456", "[erased], [erased]"],
      ["Tel.+44 7700\u2011900\u2011456", "Tel.[erased]"],
      ["107700900456 is longer", "107700900456 is longer"],
    ],
  },
  { what: "telephone numbers without a country", texts: ["07700 900456"], cases: [["07700-900456", "[erased]"]] },
  {
    what: "addresses",
    texts: ["Ann.S@Example.org"],
    cases: [
      ["Write to ann.s@example.org.", "Write to [erased]."],
      ["mailto:ANN.S%40example.org?subject=x", "mailto:[erased]?subject=x"],
      ["ann.s+shop@example.org", "[erased]"],
      ["joann.s@example.org, ann.s@example.org.uk", "joann.s@example.org, ann.s@example.org.uk"],
    ],
  },
  {
    what: "long texts",
    texts: ["it is what everybody would like to have said"],
    cases: [["xit is what everybody would like to have saidx", "x[erased]x"]],
  },
])("$what", ({ texts, cases }) => {
  test.each(cases)("%s", (text, expected) => {
    expect(redactorOf(texts ?? [], regions).redact(text ?? "")).toBe(expected);
  });
});

const word = fc.stringMatching(/^[a-zäöé]{3,12}$/);

test("what is looked for is found between any others and gone afterwards, and they are as they were", () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 4, maxLength: 20 }), fc.nat(3), (words, place) => {
      const sought = words[place] ?? "";
      const redactor = redactorOf([sought], regions);
      const text = words.join(" ");
      expect(redactor.redact(decomposed(text))).toBe(words.map((one) => (one === sought ? neutralWord : decomposed(one))).join(" "));
      expect([redactor.has(text), redactor.has(redactor.redact(text))]).toEqual([true, false]);
    }),
  );
});

test("a cell that a redactor finds something in has one of the forms that a database is asked for", () => {
  const number = fc.integer({ min: 7_400_000_000, max: 7_999_999_999 }).map((digits) => `+44 ${digits}`);
  fc.assert(
    fc.property(fc.oneof(word, number, fc.emailAddress()), fc.constantFrom("lower", "upper", "as it is"), (sought, how) => {
      const text = how === "lower" ? sought.toLowerCase() : how === "upper" ? sought.toUpperCase() : sought;
      const cell = JSON.stringify({ a: ` ${text} ` });
      expect(redactorOf([sought], regions).has(cell)).toBe(true);
      expect(storedForms(sought, regions).some((form) => cell.includes(form))).toBe(true);
    }),
  );
});

test("texts are cut into pieces that are the whole together, up to a limit", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 900 }), { maxLength: 30 }), (texts) => {
      const { pieces, whole } = cutUp(texts);
      expect(pieces.every((piece) => piece.length > 0)).toBe(true);
      expect([...pieces.join("")].sort()).toEqual([...texts.join("")].sort());
      expect(texts.every((text) => whole.has(text))).toBe(true);
    }),
  );
  const { pieces, whole } = cutUp(["x".repeat(1_000_000), "short"]);
  expect([pieces.length, pieces[0], [...whole]]).toEqual([maxTexts, "short", ["short"]]);
});

test.each(["1980-05-01", "1.5.1980", "2026-11-22"])("the day %s is no telephone number", (day) => {
  expect(isPhone(day)).toBe(false);
});
